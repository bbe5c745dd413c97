"""Bodies under their present and former names and short forms; an indented line goes on."""

FORMER = """
기획재정부 | 재정경제부 | 기재부 | 재경부
산업통상자원부 | 산업통상부 | 산업부 | 지식경제부
환경부 | 기후에너지환경부 | 기후부
고용노동부 | 노동부
여성가족부 | 성평등가족부
과학기술정보통신부 | 과기정통부 | 미래창조과학부
방송통신위원회 | 방송미디어통신위원회
통계청 | 국가데이터처
특허청 | 지식재산처
한국광물자원공사 | 한국광해광업공단 | 광해광업공단 | 한국광해관리공단
전략물자관리원 | 무역안보관리원
행정안전부 | 안전행정부 | 행정자치부
문화재청 | 국가유산청
중소기업청 | 중소벤처기업부
국토해양부 | 국토교통부
농림축산식품부 | 농식품부 | 농림부
기획예산처 | 예산처
금융위 | 금융위원회
관세청 | korea customs service
department of defense | department of war | dod | dow
office of the u.s. trade representative | ustr
bureau of export administration | bureau of industry and security | bis
european economic community | european community | european union
dg trade | dg trade and economic security
beis | dbt | department for business and trade | department for international trade
foreign agricultural organization | food and agriculture organization
facebook | meta
twitter | x corp
google | alphabet
bmwi | bmwk | bmwe | bundesministerium für wirtschaft und klimaschutz
    bundesministerium für wirtschaft und energie | bundeswirtschaftsministerium
bmel | bmleh | bmu | bmuv | bmukn
bmvi | bmdv | bmv
bundesamt für wirtschaft und ausfuhrkontrolle | bafa
通商産業省 | 経済産業省 | 経産省
大蔵省 | 財務省
石油天然ガス・金属鉱物資源機構 | エネルギー・金属鉱物資源機構 | jogmec
環境庁 | 環境省
银保监会 | 中国银保监会 | 国家金融监督管理总局 | 金融监管总局
质检总局 | 市场监管总局 | 国家市场监督管理总局 | 工商总局
对外贸易经济合作部 | 外经贸部 | 商务部
国土资源部 | 自然资源部
环境保护部 | 生态环境部
科委 | 科技部 | 科学技术部
中国人民银行 | 央行
"""
