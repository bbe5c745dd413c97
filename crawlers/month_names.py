"""Names of the months as publishers write them, lower case, to 1..12. Croatian stays out: its listopad is another."""

from __future__ import annotations

_BY_MONTH = (
    "jan january januar janvier janv enero ene januari januára stycznia ledna ianuarie gennaio gen janeiro "
    "tammikuuta ocak января січня január",
    "feb february februar februari février févr fevrier febrero febbraio fevereiro fev lutego února februarie "
    "helmikuuta şubat февраля лютого február",
    "mar march mars märz maerz mär marzo março maret marts maart marca března martie maaliskuuta mart марта березня "
    "március",
    "apr april avril avr abril abr aprile kwietnia dubna aprilie huhtikuuta nisan апреля квітня április",
    "may mai mayo mei maggio mag maio maj maja května toukokuuta mayıs мая травня május",
    "jun june juni juin junio giugno giu junho czerwca června iunie kesäkuuta haziran июня червня június",
    "jul july juli juillet juil julio luglio lug julho lipca července iulie heinäkuuta temmuz июля липня július",
    "aug august août aout agosto ago agustus augustus augusti sierpnia srpna elokuuta ağustos августа серпня augusztus",
    "sep sept september septembre septiembre settembre setembro set września září septembrie syyskuuta eylül сентября "
    "вересня szeptember",
    "oct october oktober okt octobre octubre ottobre ott outubro out października října octombrie lokakuuta ekim "
    "октября жовтня október",
    "nov november novembre noviembre novembro listopada listopadu noiembrie marraskuuta kasım ноября листопада",
    "dec december dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des grudnia prosince "
    "decembrie joulukuuta aralık декабря грудня",
)
MONTHS = {name: number for number, names in enumerate(_BY_MONTH, 1) for name in names.split()}
