"""Publishers and the country they speak for."""

import re

_OFFICES = {
    code: re.compile(pattern, re.IGNORECASE)
    for code, pattern in {
        "CN": r"^[一-鿿]{2,10}(?<!美国)(?:部|委|委员会|总局|海关)$|"
        r"^(?:商务部|国务院|海关总署|财政部|外交部|发改委|国家发|"
        r"工信部|工业和信息化部|自然资源部|税务总局|"
        r"市场监管总局|中国|新华|人民日报|环球时报|央视|财联社)|MOFCOM|xinhua|global times|people's daily",
        "KR": r"(?:부|청|처)$|^(?:관세청|무역위원회|대통령실|금융위원회|국무조정실|무역안보관리원|조달청|산업부|외교부|"
        r"기획예산처|국가기술표준원|국회|한국)|\bMOTIE\b|yonhap|korea joongang|korea herald|聯合ニュース|韩联社",
        "JP": r"^(?:経済産業省|財務省|外務省|環境省|内閣府|防衛省|税関|首相官邸|国土交通省|農林水産省|総務省)|"
        r"\bMETI\b|MOFA Japan|kyodo|nikkei|^共同",
        "US": r"federal register|white house|\bBIS\b|\bUSTR\b|\bEXIM\b|\bUSITC\b|\bUSGS\b|\bOFAC\b|congress|u\.s\.|"
        r"department of (?:state|commerce|energy|defense|war|the interior|the treasury|treasury|labor|transportation)|"
        r"customs and border|\bCBP\b|defense logistics",
        "EU": r"european commission|council of the e|european parliament|eur-lex|europäische kommission|"
        r"official journal|europäisches parlament|rat der europ",
        "DE": r"^(?:BMWE|BMWK|BAFA|Bundes|Auswärtiges Amt|Deutscher Bundestag)|destatis",
        "GB": r"gov\.uk|department for business and trade|hm treasury",
        "CA": r"global affairs canada|natural resources canada",
        "NL": r"dutch ministry|rijksoverheid",
    }.items()
}


def country_of(publisher: str) -> set[str]:
    return {code for code, pattern in _OFFICES.items() if pattern.search(publisher)}
