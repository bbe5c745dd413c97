"""Where an instance keeps its things: under POLICYWATCH_HOME, or as XDG says; two instances never meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    config: Path  # folder of policywatch.yml, sources/ and rules/
    data: Path  # folder of the SQLite database
    log: Path  # folder of the log

    @property
    def config_file(self) -> Path:
        return self.config / "policywatch.yml"

    @property
    def database(self) -> str:
        return f"sqlite:///{self.data / 'policywatch.db'}"


def places(environ: Mapping[str, str]) -> Places:
    if home := environ.get("POLICYWATCH_HOME"):
        folder = Path(home).expanduser().resolve()
        return Places(folder, folder / "data", folder / "log")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("policywatch", appauthor=False)
    return Places(dirs.user_config_path, dirs.user_data_path, dirs.user_log_path)
