"""Countries and their names: Korean | English | Japanese | Chinese | German; an indented line goes on.

A space in a name is written "_"; "=" marks a name that stands only as it is; English and German names are stems.
"""

NAMES = """
US: 미국 美 대미 | United_States U.S. =US =USA America Washington | 米国 アメリカ 対米 米 | 美国 美方 对美 | USA
    Vereinigte_Staaten Vereinigten_Staaten US- amerikanisch
CN: 중국 中 대중국 | China Chinese PRC Beijing MOFCOM | 中国 中華人民共和国 | 中国 中华人民共和国 中方 我国 |
    China chinesisch Peking
KR: 한국 대한민국 우리나라 | South_Korea Republic_of_Korea Korea ROK Seoul | 韓国 大韓民国 | 韩国 韩方 大韩民国
    | Südkorea Korea koreanisch
JP: 일본 日 | Japan Tokyo | 日本 | 日本 日方 | Japan japanisch
TW: 대만 타이완 | Taiwan Chinese_Taipei | 台湾 | 台湾 中国台湾 | Taiwan
HK: 홍콩 | Hong_Kong | 香港 | 香港 | Hongkong
MO: 마카오 | Macau Macao | マカオ | 澳门 | Macau
KP: 북한 | North_Korea DPRK | 北朝鮮 | 朝鲜 | Nordkorea
EU: 유럽연합 EU 유럽 | European_Union =EU Europe Brussels | 欧州連合 EU 欧州 | 欧盟 欧洲 | Europäische_Union
    Europäischen_Union =EU Europa europäisch
GB: 영국 英 | United_Kingdom =UK Britain British Great_Britain | 英国 イギリス | 英国 | Vereinigtes_Königreich
    Vereinigten_Königreich Großbritannien britisch
DE: 독일 | Germany German Berlin | ドイツ | 德国 | Deutschland deutsche
FR: 프랑스 | France French | フランス | 法国 | Frankreich französisch
IT: 이탈리아 | Italy Italian | イタリア | 意大利 | Italien italienisch
ES: 스페인 | Spain Spanish | スペイン | 西班牙 | Spanien spanisch
NL: 네덜란드 | Netherlands Dutch Holland | オランダ | 荷兰 | Niederlande niederländisch
BE: 벨기에 | Belgium Belgian | ベルギー | 比利时 | Belgien belgisch
PL: 폴란드 | Poland Polish | ポーランド | 波兰 | Polen polnisch
AT: 오스트리아 | Austria | オーストリア | 奥地利 | Österreich österreichisch
SE: 스웨덴 | Sweden Swedish | スウェーデン | 瑞典 | Schweden schwedisch
FI: 핀란드 | Finland Finnish | フィンランド | 芬兰 | Finnland finnisch
NO: 노르웨이 | Norway Norwegian | ノルウェー | 挪威 | Norwegen norwegisch
CH: 스위스 | Switzerland Swiss | スイス | 瑞士 | Schweiz schweizer
CZ: 체코 체키아 | Czech_Republic Czechia Czech | チェコ | 捷克 | Tschechien Tschechische_Republik
    Tschechischen_Republik tschechisch
TR: 터키 튀르키예 | Turkey Türkiye Turkiye Turkish | トルコ テュルキエ | 土耳其 | Türkei Türkiye türkisch
RU: 러시아 러 | Russia Moscow | ロシア | 俄罗斯 | Russland russisch Russische_Föderation Russischen_Föderation
BY: 벨라루스 | Belarus | ベラルーシ | 白俄罗斯 | Belarus Weißrussland belarussisch
UA: 우크라이나 | Ukraine Ukrainian | ウクライナ | 乌克兰 | Ukraine ukrainisch
KZ: 카자흐스탄 | Kazakhstan Kazakh | カザフスタン | 哈萨克斯坦 | Kasachstan kasachisch
UZ: 우즈베키스탄 우즈벡 | Uzbekistan Uzbek | ウズベキスタン | 乌兹别克斯坦 | Usbekistan
MN: 몽골 | Mongolia | モンゴル | 蒙古国 蒙古 | Mongolei mongolisch
IN: 인도 | India | インド | 印度 | Indien indisch
ID: 인도네시아 인니 | Indonesia | インドネシア | 印度尼西亚 印尼 | Indonesien indonesisch
VN: 베트남 | Vietnam Viet_Nam | ベトナム | 越南 | Vietnam vietnamesisch
TH: 태국 | Thailand Thai | タイ国 タイ産 タイ | 泰国 | Thailand thailändisch
MY: 말레이시아 | Malaysia | マレーシア | 马来西亚 | Malaysia malaysisch
PH: 필리핀 | Philippine Philippines | フィリピン | 菲律宾 | Philippinen philippinisch
SG: 싱가포르 | Singapore | シンガポール | 新加坡 | Singapur
MM: 미얀마 버마 | Myanmar Burma | ミャンマー | 缅甸 | Myanmar Birma
KH: 캄보디아 | Cambodia | カンボジア | 柬埔寨 | Kambodscha
LA: 라오스 | Laos Lao | ラオス | 老挝 | Laos
AU: 호주 오스트레일리아 | Australia | オーストラリア 豪州 | 澳大利亚 | Australien australisch
NZ: 뉴질랜드 | New_Zealand | ニュージーランド | 新西兰 | Neuseeland
CA: 캐나다 | Canada Canadian | カナダ | 加拿大 | Kanada kanadisch
MX: 멕시코 | Mexico Mexican | メキシコ | 墨西哥 | Mexiko mexikanisch
BR: 브라질 | Brazil | ブラジル | 巴西 | Brasilien brasilianisch
AR: 아르헨티나 | Argentina Argentine | アルゼンチン | 阿根廷 | Argentinien argentinisch
CL: 칠레 | Chile | チリ | 智利 | Chile chilenisch
PE: 페루 | Peru | ペルー | 秘鲁 | Peru peruanisch
BO: 볼리비아 | Bolivia | ボリビア | 玻利维亚 | Bolivien
VE: 베네수엘라 | Venezuela | ベネズエラ | 委内瑞拉 | Venezuela
CU: 쿠바 | Cuba | キューバ | 古巴 | Kuba
ZA: 남아프리카공화국 남아공 | South_Africa | 南アフリカ | 南非 | Südafrika südafrikanisch
CD: 콩고민주공화국 DR콩고 민주콩고 콩고 | Democratic_Republic_of_the_Congo Democratic_Republic_of_Congo DR_Congo
    DRC Congo Congolese | コンゴ民主共和国 コンゴ | 刚果（金） 刚果(金) 刚果 | Demokratische_Republik_Kongo
    DR_Kongo Kongo kongolesisch
ZM: 잠비아 | Zambia | ザンビア | 赞比亚 | Sambia
ZW: 짐바브웨 | Zimbabwe | ジンバブエ | 津巴布韦 | Simbabwe
GN: 기니 | Guinea | ギニア | 几内亚 | Guinea
GA: 가봉 | Gabon | ガボン | 加蓬 | Gabun
MZ: 모잠비크 | Mozambique | モザンビーク | 莫桑比克 | Mosambik
MG: 마다가스카르 | Madagascar | マダガスカル | 马达加斯加 | Madagaskar
TZ: 탄자니아 | Tanzania | タンザニア | 坦桑尼亚 | Tansania
RW: 르완다 | Rwanda | ルワンダ | 卢旺达 | Ruanda
NA: 나미비아 | Namibia | ナミビア | 纳米比亚 | Namibia
ML: 말리 | =Mali | マリ共和国 | 马里共和国 | =Mali
NE: 니제르 | =Niger | ニジェール | 尼日尔 | =Niger
NG: 나이지리아 | Nigeria | ナイジェリア | 尼日利亚 | Nigeria
SZ: 스와질란드 에스와티니 | Swaziland Eswatini | エスワティニ スワジランド | 斯威士兰 | Eswatini Swasiland
MK: 북마케도니아 마케도니아 | North_Macedonia Macedonia | 北マケドニア マケドニア | 北马其顿 马其顿 |
    Nordmazedonien Mazedonien
CV: 카보베르데 | Cabo_Verde Cape_Verde | カーボベルデ | 佛得角 | Kap_Verde Cabo_Verde
CI: 코트디부아르 | Ivory_Coast Cote_d'Ivoire Côte_d'Ivoire | コートジボワール | 科特迪瓦 | Elfenbeinküste
    Côte_d'Ivoire
IR: 이란 | Iran | イラン | 伊朗 | Iran iranisch
IQ: 이라크 | Iraq | イラク | 伊拉克 | Irak
SY: 시리아 | Syria | シリア | 叙利亚 | Syrien syrisch
IL: 이스라엘 | Israel | イスラエル | 以色列 | Israel
SA: 사우디아라비아 사우디 | Saudi_Arabia Saudi | サウジアラビア | 沙特阿拉伯 沙特 | Saudi-Arabien
AE: 아랍에미리트 UAE | United_Arab_Emirates UAE Emirates | アラブ首長国連邦 UAE | 阿联酋 |
    Vereinigte_Arabische_Emirate Vereinigten_Arabischen_Emirate VAE
QA: 카타르 | Qatar | カタール | 卡塔尔 | Katar
EG: 이집트 | Egypt | エジプト | 埃及 | Ägypten
MA: 모로코 | Morocco | モロッコ | 摩洛哥 | Marokko
PK: 파키스탄 | Pakistan | パキスタン | 巴基斯坦 | Pakistan
BD: 방글라데시 | Bangladesh | バングラデシュ | 孟加拉国 | Bangladesch
LK: 스리랑카 | Sri_Lanka | スリランカ | 斯里兰卡 | Sri_Lanka
GL: 그린란드 | Greenland | グリーンランド | 格陵兰 | Grönland
RS: 세르비아 | Serbia | セルビア | 塞尔维亚 | Serbien
HU: 헝가리 | Hungary Hungarian | ハンガリー | 匈牙利 | Ungarn ungarisch
PT: 포르투갈 | Portugal | ポルトガル | 葡萄牙 | Portugal
GR: 그리스 | Greece Greek | ギリシャ | 希腊 | Griechenland
IE: 아일랜드 | Ireland Irish | アイルランド | 爱尔兰 | Irland
NC: 뉴칼레도니아 | New_Caledonia | ニューカレドニア | 新喀里多尼亚 | Neukaledonien
AO: 앙골라 | Angola | アンゴラ | 安哥拉 | Angola
BW: 보츠와나 | Botswana | ボツワナ | 博茨瓦纳 | Botsuana
GH: 가나 | Ghana | ガーナ | 加纳 | Ghana
KE: 케냐 | Kenya | ケニア | 肯尼亚 | Kenia
UG: 우간다 | Uganda | ウガンダ | 乌干达 | Uganda
BI: 부룬디 | Burundi | ブルンジ | 布隆迪 | Burundi
ET: 에티오피아 | Ethiopia | エチオピア | 埃塞俄比亚 | Äthiopien
SN: 세네갈 | Senegal | セネガル | 塞内加尔 | Senegal
CM: 카메룬 | Cameroon | カメルーン | 喀麦隆 | Kamerun
DZ: 알제리 | Algeria | アルジェリア | 阿尔及利亚 | Algerien
TN: 튀니지 | Tunisia | チュニジア | 突尼斯 | Tunesien
LY: 리비아 | Libya | リビア | 利比亚 | Libyen
SD: 수단공화국 | Sudan | スーダン | 苏丹 | Sudan
KG: 키르기스스탄 키르기즈 | Kyrgyzstan Kyrgyz | キルギス | 吉尔吉斯斯坦 | Kirgisistan
TJ: 타지키스탄 | Tajikistan Tajik | タジキスタン | 塔吉克斯坦 | Tadschikistan
TM: 투르크메니스탄 | Turkmenistan | トルクメニスタン | 土库曼斯坦 | Turkmenistan
AZ: 아제르바이잔 | Azerbaijan | アゼルバイジャン | 阿塞拜疆 | Aserbaidschan
AM: 아르메니아 | Armenia | アルメニア | 亚美尼亚 | Armenien
JO: 요르단 | Jordan | ヨルダン | 约旦 | Jordanien
OM: 오만 | =Oman | オマーン | 阿曼 | =Oman
KW: 쿠웨이트 | Kuwait | クウェート | 科威特 | Kuwait
EC: 에콰도르 | Ecuador | エクアドル | 厄瓜多尔 | Ecuador
CO: 콜롬비아 | Colombia | コロンビア | 哥伦比亚 | Kolumbien
PY: 파라과이 | Paraguay | パラグアイ | 巴拉圭 | Paraguay
UY: 우루과이 | Uruguay | ウルグアイ | 乌拉圭 | Uruguay
GY: 가이아나 | Guyana | ガイアナ | 圭亚那 | Guyana
PA: 파나마 | Panama | パナマ | 巴拿马 | Panama
GT: 과테말라 | Guatemala | グアテマラ | 危地马拉 | Guatemala
DO: 도미니카공화국 | Dominican_Republic | ドミニカ共和国 | 多米尼加 | Dominikanische_Republik
JM: 자메이카 | Jamaica | ジャマイカ | 牙买加 | Jamaika
RO: 루마니아 | Romania | ルーマニア | 罗马尼亚 | Rumänien
BG: 불가리아 | Bulgaria | ブルガリア | 保加利亚 | Bulgarien
SK: 슬로바키아 | Slovakia Slovak | スロバキア | 斯洛伐克 | Slowakei
SI: 슬로베니아 | Slovenia | スロベニア | 斯洛文尼亚 | Slowenien
HR: 크로아티아 | Croatia | クロアチア | 克罗地亚 | Kroatien
DK: 덴마크 | Denmark Danish | デンマーク | 丹麦 | Dänemark dänisch
EE: 에스토니아 | Estonia | エストニア | 爱沙尼亚 | Estland
LV: 라트비아 | Latvia | ラトビア | 拉脱维亚 | Lettland
LT: 리투아니아 | Lithuania | リトアニア | 立陶宛 | Litauen
LU: 룩셈부르크 | Luxembourg | ルクセンブルク | 卢森堡 | Luxemburg
IS: 아이슬란드 | Iceland | アイスランド | 冰岛 | Island
BA: 보스니아 | Bosnia | ボスニア | 波黑 | Bosnien
PG: 파푸아뉴기니 | Papua_New_Guinea | パプアニューギニア | 巴布亚新几内亚 | Papua-Neuguinea
NR: 나우루 | Nauru | ナウル | 瑙鲁 | Nauru
NP: 네팔 | Nepal | ネパール | 尼泊尔 | Nepal
BN: 브루나이 | Brunei | ブルネイ | 文莱 | Brunei
ASEAN: 아세안 | ASEAN | ASEAN | 东盟 | ASEAN
G7: 주요7개국 | =G7 | 主要7カ国 | 七国集团 | =G7
"""
