"""The words behind topics and stages: `class weight: forms`, a further indented line goes on with the forms."""

#: what is done, to what
TOPICS = r"""
anti-dumping 1.2: 덤핑|반덤핑|antidumping|anti-dumping|dumping|不当廉売|反ダンピング|アンチダンピング|反倾销|AD/CVD|
    antidumpingzoll
countervailing 1.2: 상계관세|countervailing|相殺関税|補助金相殺|反补贴|ausgleichszoll
safeguard 1.2: 세이프가드|긴급수입제한|safeguard|セーフガード|保障措施|schutzmaßnahme
quota 1.2: 쿼터|할당(?!관세)|quota|割当|クオータ|配额|kontingent|quote[n]?\b
tariff-quota 1.2: 할당관세|tariff[- ]rate quota|関税割当|关税配额|zollkontingent
tariff 0.8: 관세|tariff|\bdut(?:y|ies)\b|関税|关税|zölle?\b|zollsatz|zölle[n]?
export-ban 1.3: 수출\s?(?:금지|중단)|금수|export ban|\bban(?:s|ned)?\b.{0,40}\bexports?|(?:suspend|halt|
    stop)\w*.{0,30}\bexports?|verb(?:ietet|ot).{0,40}(?:ausfuhr|export)|(?:stoppt|
    setzt).{0,40}(?:ausfuhr|export)|输出を(?:停止|禁止)|輸出(?:を)?(?:停止|禁止)|(?:暂停|停止|禁止|
    叫停).{0,10}出口|禁輸|輸出禁止|出口禁令|
    禁止出口|exportverbot|ausfuhrverbot
export-control 1.0: 수출\s?통제|수출\s?허가|수출관리|수출\s?제한|전략물자|export control|export licen[cs]|
    export restriction|restrict\w* \w* ?exports?|export curb|輸出管理|輸出規制|輸出許可|輸出を制限|出口管制|
    出口许可|限制出口|exportkontroll|ausfuhrkontroll|ausfuhrgenehmig|beschränk\w* ausfuhr|ausfuhrbeschränk
scrap 1.3: 스크랩|폐배터리|고철|scrap|waste|スクラップ|廃(?:棄物|電池)|废(?:料|钢|旧|铜)|schrott|altmetall|abfäll
black-mass 2.5: 블랙\s?매스|black mass|ブラックマス|黑粉|黑粒|schwarzmasse
stockpile 1.4: 비축|stockpil|reserve\b(?! bank)|備蓄|储备|收储|vorrat|rohstoffreserve|bevorrat|\breserven?\b
sanction 1.0: 제재|sanction|制裁|sanktion
entity-list 1.5: 엔티티\s?리스트|우려거래자|수출통제\s?명단|entity list|control list|エンティティ|実体リスト|实体清单|
    管控名单|entity-list
forced-labour 1.5: 강제노동|forced labou?r|uyghur|強制労働|强迫劳动|zwangsarbeit
conflict-minerals 1.5: 분쟁광물|conflict minerals?|紛争鉱物|冲突矿产|konfliktmineral
cbam 1.8: 탄소국경|cbam|carbon border|炭素国境|碳边境|co2-grenzausgleich|grenzausgleich
ore 0.8: 광석|원광|\bores?\b|鉱石|矿石|原矿|\w*erz(?:e|en)?\b
battery 1.0: 배터리|이차전지|batter(?:y|ies)|電池|バッテリー|电池|batterie
battery-passport 1.4: 배터리\s?(?:여권|법|규정)|battery (?:passport|
    regulation)|電池(?:パスポート|規則)|电池(?:护照|法规)|
    batterie(?:pass|verordnung)
semiconductor 1.2: 반도체|semiconductor|\bchips?\b|半導体|半导体|芯片|halbleiter|\bchip
ship 1.4: 선박|조선(?!일보|민주|인민)|해운|항만|\bships?\b|shipbuilding|vessel|port fees?|maritime|造船|船舶|
    港口费|海运|港湾|schiff|hafengebühr
steel 1.1: 철강|강판|강관|스테인리스|steel|鉄鋼|鋼板|鋼帯|ステンレス|鋼管|钢铁|钢板|不锈钢|钢管|stahl
galvanised 1.8: 아연도금|도금강판|galvani[sz]ed|めっき|镀锌|verzinkt
cold-rolled 1.8: 냉연|cold[- ]rolled|冷延|冷轧|kaltgewalzt
hot-rolled 1.8: 열연|후판|hot[- ]rolled|(?:heavy|thick) plate|熱延|厚板|热轧|warmgewalzt|grobblech
stainless 1.5: 스테인리스|stainless|ステンレス|不锈钢|edelstahl|rostfrei
aluminium-products 1.2: 알루미늄|alumini?um|アルミ|铝(?:材|型材|箔)|aluminium
pvc 2.0: 폴리염화비닐|\bPVC\b|polyvinyl|ポリ塩化ビニル|塩化ビニル|聚氯乙烯
chemical 0.8: 수지|아크릴|화학|resin|acrylate|chemical|樹脂|化学|树脂|化工|harz|chemikal
plywood 2.0: 합판|plywood|合板|胶合板|sperrholz
solar 1.4: 태양광|폴리실리콘|solar|polysilicon|太陽光|ポリシリコン|光伏|多晶硅|photovoltaik
ev 1.2: 전기차|electric (?:vehicle|car)|\bEVs?\b|電気自動車|\bEV\b|电动(?:汽车|车)|新能源汽车|elektro(?:auto|
    fahrzeug)|e-auto
car 0.9: 자동차|automobile|\bcars?\b|vehicle|自動車|汽车|fahrzeug|autos?\b
magnet 1.4: 자석|magnet|磁石|磁铁|磁材|永磁
rare-earth 1.4: 희토류|rare earth|レアアース|希土類|稀土|seltene\w* erd
critical-mineral 0.9: 핵심\s?광물|희소금속|critical (?:mineral|raw material)|
    rare metal|重要鉱物|レアメタル|关键矿产|关键矿物|
    战略矿产|kritische\w* (?:rohstoff|mineral)
supply-chain 0.6: 공급망|supply chain|供給網|サプライチェーン|供应链|产业链|lieferkette
due-diligence 1.4: 실사|due diligence|デューデリジェンス|尽职调查|sorgfaltspflicht
disclosure 1.3: 공시|disclosure|sustainability report|開示|披露|信息披露|berichterstattung|offenlegung
wage 1.6: 최저임금|minimum wage|最低賃金|最低工资|mindestlohn
spam 1.8: 스팸|spam|迷惑メール|垃圾(?:短信|邮件)
price-floor 1.5: 가격\s?하한|최저가격|price floor|下限価格|最低価格|价格下限|mindestpreis
loan 1.0: 대출|융자|\bloans?\b|融資|贷款|darlehen|kredit
fund 0.9: 펀드|기금|\bfunds?\b|funding|grant|ファンド|基金|fonds
subsidy 1.0: 보조금|subsid|補助金|补贴|subvention|förder(?:ung|programm|mittel)
invest 0.8: 투자|invest|投資|投资
tax 0.9: 세제|세액공제|조세|\btax|税制|減税|税收|出口退税|steuer
rebate 1.5: 환급|tax rebate|還付|退税|erstattung
price 0.7: 가격|\bprices?\b|価格|价格|preis
mine 0.9: 광산|채굴|\bmines?\b|mining|miners?\b|鉱山|採掘|矿山|采矿|开采|bergbau|bergwerk|\bmine\b
refine 0.9: 제련|정련|smelt|refin(?:e|ing|ery)|製錬|精錬|冶炼|精炼|raffin|schmelz|verhütt
recycling 1.2: 재자원화|재활용|recycl|リサイクル|再资源化|回收|再生利用|rezykl
dialogue 1.3: 대화(?!형)|협의체|dialogue|working group|対話|作業部会|对话|工作组|磋商|dialog|arbeitsgruppe
ministerial 1.3: 장관(?:급)?\s?회[의담]|외교장관|ministerial|ministers|閣僚(?:級)?会[合議]|外相会[談議]|
    部长(?:级)?会议|
    ministertreffen|minister(?:konferenz|rat)
summit 1.3: 정상회[의담]|summit|首脳会[談議]|峰会|首脑会|gipfel
mou 1.2: 양해각서|업무협약|\bMOU\b|memorandum|覚書|谅解备忘录|备忘录|absichtserklärung
fta 1.3: 자유무역협정|\bFTA\b|\bEPA\b|\bCEPA\b|free[- ]trade agreement|経済連携協定|自由貿易協定|自贸协定|
    自由贸易协定|freihandelsabkommen|handelsabkommen
investigation 0.7: 조사|investigat|probe|調査|调查|untersuch
section-301 1.8: 301조|section 301|301条|301调查
section-232 1.8: 232조|section 232|232条|232调查
wto 1.3: \bWTO\b|세계무역기구|世界貿易機関|世贸组织|welthandelsorganisation
ruling 1.2: 판결|대법원|supreme court|\bcourt\b|\bruling\b|判決|最高裁|法院|裁决|gericht|urteil
statistics 1.2: 수출입\s?(?:동향|현황)|동향\(|통계|수지|export value|exports (?:rise|rose|fall|fell|jump|drop|surge|
    grow|up|down)|shipments|statistics|statistik|輸出(?:額|量|実績)|統計|出口(?:量|额|同比)|进出口(?:总值|
    数据)|统计|ausfuhren (?:steigen|sinken|fallen)|exporte (?:steigen|sinken)
personnel 1.3: 임명|취임|인사\s?발령|appoint|sworn in|就任|任命|任免|ernannt|amtsantritt
strike 1.5: 파업|strike\b|ストライキ|罢工|streik
accident 1.5: 사고|붕괴|화재|accident|collapse|fire\b|事故|火災|火灾|坍塌|unfall|brand\b|einsturz
nationalise 1.6: 국유화|nationali[sz]|国有化|verstaatlich
royalty 1.4: 로열티|광업세|royalt|ロイヤルティ|特许权使用费|权利金|förderabgabe
licence-mining 1.4: 채굴권|광업권|mining (?:licen[cs]e|permit|lease)|採掘権|鉱業権|采矿权|采矿许可|bergbaulizenz|
    abbaugenehmigung
joint-venture 1.3: 합작|joint venture|合弁|合资|gemeinschaftsunternehmen
acquisition 1.3: 인수|지분|acqui(?:re|sition)|stake\b|買収|出資|収购|收购|入股|übernahme|beteiligung
offtake 1.5: 오프테이크|구매\s?계약|공급\s?계약|off-?take|supply (?:deal|agreement|contract)|引き?取り|供給契約|
    供货协议|承购|abnahmevertrag|liefervertrag
plant 0.9: 공장|\bplant\b|factory|工場|工厂|\bwerk\b|fabrik
auction 1.5: 경매|입찰|auction|tender|入札|競売|拍卖|招标|auktion|ausschreibung
domestic-first 1.4: 국내\s?우선|미국\s?내에\s?배분|supply domestic|allocat|国内(?:優先|配分)|国内优先|zuteil
exclusion 1.2: 제외|면제|exclusion|exempt|waiver|適用除外|免除|豁免|排除|ausnahme|befrei
import-ban 1.3: 수입\s?금지|import ban|ban(?:s|ned)? (?:on )?\w* ?imports?|輸入禁止|禁止进口|进口禁令|einfuhrverbot|
    importverbot
standard 0.9: 표준|\bstandards?\b|標準|标准|norm(?:en|ung)?\b
law 0.6: 법률|법안|개정|\bact\b|\bbill\b|\blaw\b|法律|法案|改正|法规|条例|gesetz|verordnung
hydrogen 1.5: 수소|hydrogen|水素|氢能|wasserstoff
nuclear 1.4: 원전|원자력|우라늄|nuclear|uranium|原子力|ウラン|核电|铀|atom|kernkraft|uran
supply-chain-act 1.6: 공급망\s?(?:실사)?법|lieferketten\w*gesetz|
    supply chain (?:act|law|due diligence)|サプライチェーン法|
    供应链法
export-duty 1.5: 수출세|수출\s?관세|export (?:tax|duty|duties|levy)|輸出(?:関)?税|出口(?:关)?税|exportzoll|
    exportsteuer|
    ausfuhrzoll|ausfuhrabgabe
concentrate 1.0: 정광|concentrate|精鉱|精矿|konzentrat
halt 1.2: (?:조업|생산|가동)\s?중단|감산|halts? |shuts? |shutdown|suspends? (?:output|production|operation)|
    cuts? (?:output|production)|操業停止|生産停止|減産|停产|减产|产线关停|produktionsstopp|stillleg
restart 1.2: 재가동|생산\s?재개|restart|resumes? (?:output|production|operation)|再稼働|生産再開|复产|恢复生产|
    wiederanlauf
landslide 1.6: 산사태|토사|mudslide|landslide|土砂|泥石流|滑坡|erdrutsch|schlammlawine
exploration 1.1: 탐사|explor|探査|探鉱|勘探|勘查|erkundung|exploration
framework 1.0: 프레임워크|기본\s?합의|framework|枠組み|框架|rahmenabkommen
ai 1.3: 인공지능|artificial intelligence|\bAI\b|人工知能|人工智能|künstliche intelligenz
pharma 1.4: 의약품|제약|pharma|drugs?\b|medicine|医薬品|药品|医药|arznei|pharma
timber 1.5: 목재|timber|lumber|木材|holz
farm 1.1: 농산물|농업|agricultur|farm|soybean|農産|農業|农产品|大豆|agrar|landwirt
de-minimis 1.5: 소액\s?(?:면세|소포)|전자상거래|e-commerce|de minimis|low-value|少額|電子商取引|跨境电商|小额包裹
interest 1.4: 기준금리|interest rate|政策金利|利率|leitzins
exchange 1.3: 환율|exchange rate|currency|為替|汇率|wechselkurs
deepsea 1.7: 심해|해저|deep[- ]sea|seabed|深海|海底|tiefsee|meeresboden
subsidiary-visit 1.0: 방문|방한|순방|visits?\b|訪問|来日|访问|访华|besuch|reist
titanium-sponge 1.5: 스펀지|sponge|スポンジ|海绵钛|schwamm
furnace 1.3: 전기강판|페로|합금철|ferro|フェロ|合金鉄|铁合金|ferro
cathode 1.4: 양극재|전구체|cathode|precursor|正極|前駆体|正极|前驱体|kathode
anode 1.4: 음극재|anode|負極|负极|anode
oil 1.2: 유류|원유|석유|\boil\b|petroleum|crude|原油|石油|öl\b|erdöl
shipment 0.8: 선적|출하|shipment|出荷|装运|lieferung
inflation 1.2: 물가|inflation|consumer price|物価|通胀|物价
dual-use 1.3: 이중용도|dual[- ]use|デュアルユース|軍民両用|两用物项|两用|doppelverwend|dual-use
drone 1.5: 드론|무인기|drone|unmanned|ドローン|無人機|无人机|drohne
defence-act 2.0: 국방물자생산법|defense production act|\bDPA\b|DPAS|国防生産法|国防生产法
eximbank 1.5: 수출입은행|export-import bank|\bEXIM\b|輸出入銀行|进出口银行|exportbank
"""

#: how far a matter has come
STAGES = r"""
proposal: 입법예고|행정예고|개정안|제정안|의견\s?수렴|공청회|제안|초안|추진\s?계획|
    request for (?:public )?comments?|seeks? comments?|invit\w+ comments?|proposed|propos(?:e|es|al|ing)|
    draft|public consultation|consultation|mulls?|considers?|considering|weighs?|threaten|案の?公表|
    意見(?:募集|公募)|パブリック|検討|改正案|法案を提出|征求意见|草案|拟|酝酿|拟议|考虑|konsultation|
    entwurf|vorschlag|vorgeschlagen|schlägt|erwägt|prüft
initiation: 조사\s?(?:를\s?)?개시|조사\s?착수|신청\s?접수|initiat|
    launch\w* (?:an? )?(?:[\w-]+ ){0,4}(?:investigation|probe)|
    opens? (?:an? )?(?:[\w-]+ ){0,4}(?:investigation|probe)|調査を?開始|立案(?:调查)?|发起\S{0,12}调查|
    启动\S{0,12}调查|leitet \S+ .{0,40}untersuchung|einleitung|leitet .{0,80}\bein\b|
    eröffnet .{0,30}(?:verfahren|untersuchung)
provisional: 잠정|예비\s?판정|예비\s?긍정|preliminar|provisional|暫定|仮決定|初裁|初步裁定|临时反|临时(?:关税|措施|
    保障)|vorläufig
final: 최종\s?판정|본\s?판정|최종\s?긍정|부과\s?건의|final (?:determination|ruling|duties|anti|decision|
    affirmative)|definitive|最終決定|確定(?:関税|措置|税率)|最終判断|终裁|最终裁定|endgültig
recommend: 건의|recommend|勧告|答申|建议(?!书)|empfiehlt|empfehl
decide: 부과가?\s?(?:된다|하기로|결정)|부과\s?결정|확정|의결|국무회의|adopts?\b|adopted|approves?\b|enacts?|
    signs?\b|signed|passes\b|閣議決定|可決|成立|採択|通过|审议通过|表决|verabschiedet|beschließt|
    beschlossen|nimmt .{0,30} an\b|billigt
force: 시행(?!령|규칙)|발효|본격\s?적용|takes? effect|enters? into force|in force|come(?:s)? into|
    begins? to apply|施行(?!令)|発効|开始施行|正式(?:实施|施行|生效)|今起|生效|tritt .{0,30}in kraft|
    in kraft getreten|gilt ab
extension: 연장|exten(?:d|ds|sion|ded|ding)|延長|延长|展期|verlänger
suspension: 유예|중단|일시\s?중지|suspen|pauses?\b|paused|postpone|delay(?:s|ed)?\b|一時停止|停止|猶予|延期|暂停|
    中止|暂缓|推迟|ausgesetzt|aussetz|verschieb|verschoben|setzt .{0,40} aus\b
withdrawal: 철회|폐지|해제|취소|종료|withdraw|revok|lift(?:s|ed)?\b|repeal|rescind|terminat|scrap(?:s|ped) (?:the|
    its|plan)|to replace|撤回|廃止|解除|打ち切|終了|撤销|废止|取消|取代|终止|aufgehoben|hebt .{0,40} auf\b|
    aufheb|widerruf
correction: 정정|오류|바로잡|correction|corrigendum|corrects?\b|訂正|正誤|更正|勘误|berichtig
modification: 추가\s?개정|재개정|modif|further adjust|adjusting|amend|修正|再改正|调整|修改|änder|anpass
reaction: 반발|유감|항의|규탄|반박|맞대응|보복|우려\s?표명|입장|환영|react|respon(?:d|se)s?\b|retaliat|condemn|
    criticis|criticiz|protest|slams?|welcomes?|vows?|warns?|counter-?measures?|tit-for-tat|hits back|反発|
    抗議|報復|対抗措置|遺憾|歓迎|回应|答记者问|反制|抗议|谴责|坚决反对|反对|强烈不满|reagier|kritisier|
    protest|vergeltung|gegenmaßnahm|begrüßt|warnt
followup: 후속|이행\s?(?:점검|상황)|점검|간담회|설명회|대응\s?(?:회의|방안|책)|업계\s?영향|영향\s?(?:분석|점검)|
    follow-up|implementation|briefing|unused|months? after|a year after|one year on|guidance|\bFAQ|
    first shipment|prepares? to leave|フォローアップ|説明会|実施状況|影響|対応を協議|解读|落实|座谈会|影响|
    指南|umsetzung|leitfaden|folgen\b|auswirkung
plan: 예정|계획|plans? to|to be|予定|計画|计划|plant\b|geplant|will\b
"""
