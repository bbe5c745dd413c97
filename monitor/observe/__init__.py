"""How the daemon says how it is: pulse, metrics, health addresses, log, systemd."""
