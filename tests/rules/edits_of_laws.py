"""Revisions of drafts of laws and standards: (base, label, old, new, facts) with the facts as (type, old, new)."""

BASES: dict[str, str] = {}
BASES["ko"] = """전략물자 수출입고시 일부개정(안) 행정예고
산업통상부 공고 제2027-311호
1. 개정이유
국제수출통제체제의 합의사항을 반영하고 수출기업의 편의를 높이기 위하여 관련 규정을 정비하고자 함
2. 주요내용
가. 자율준수무역거래자(CP) AAA등급 기업에 대하여는 사용자포괄수출허가의 유효기간을 3년에서 5년으로 연장(안 제41조)
나. 상황허가 대상 품목에 5축 공작기계, 극저온 냉동기 등 12개 품목을 추가(안 별표 2의2)
다. 미화 1만 달러 미만의 시약은 허가 신청을 면제(안 제27조)
라. 허가기관의 장은 최종수하인이 우려거래자인 경우 허가를 거부할 수 있음
3. 의견제출
개정안에 대해 의견이 있는 기관·단체 또는 개인은 2027년 9월 8일까지 다음 사항을 기재한 의견서를 산업통상부 무역안보정책과로 제출하여 주시기 바랍니다.
- 보내실 곳: 세종특별자치시 한누리대로 402, 전화 044-203-4834, 팩스 044-203-4720
4. 그 밖의 사항
자세한 내용은 산업통상부 누리집을 참고하시기 바랍니다."""
BASES["en"] = """DEPARTMENT OF COMMERCE
Bureau of Industry and Security
15 CFR Parts 740 and 774
RIN 0694-AK12
SUMMARY: In this interim final rule, BIS imposes a worldwide licence requirement on antimony trioxide with a purity of 99.5 percent or higher and on related processing equipment. The rule also removes licence exception LVS for these items.
DATES: This rule is effective September 14, 2027. Comments must be received no later than November 13, 2027.
ADDRESSES: You may submit comments through regulations.gov under ID BIS-2027-0056.
FOR FURTHER INFORMATION CONTACT: Logan Pierce, Director, Chemical Division, at logan.pierce@bis.example.
BACKGROUND: Antimony is used in flame retardants and munitions. The United States has no domestic mine production of the metal.
Applications will be reviewed under a presumption of denial for destinations in Country Group D:5 and on a case-by-case basis for all other destinations.
Exporters shall keep records of each transaction for five years.
Shipments aboard a carrier on September 14, 2027 may proceed until October 14, 2027."""
BASES["ja"] = """外国為替令等の改正に係る運用について
輸出注意事項2027第18号
１　対象貨物　窒化ガリウム基板及び酸化ガリウム基板（直径100ミリメートル以上のもの）
２　許可を要しない場合　関連会社に対する無償の貸与であって、返送期限が一年以内のもの
３　申請時の提出書類　契約書の写し、需要者誓約書、カタログ
４　審査期間　原則として九十日以内とする。ただし、外国政府への照会に要する日数を除く。
５　包括許可　特別一般包括許可の有効期間は三年とし、更新を妨げない。
６　帳簿の保存　輸出者は、関係書類を輸出の日から七年間保存すること。
７　本注意事項は、令和九年十月一日以降に申請されるものから適用する。
申請者におかれては、余裕をもって手続を進めていただくようお願いします。
照会先　貿易管理部　安全保障貿易審査課　電話　03-3501-2801"""
BASES["zh"] = """市场监管总局关于发布《再生钴原料》国家标准的公告
2027年第16号
一、本标准规定了再生钴原料的分类、技术要求、检验方法和运输储存要求。
二、符合本标准的再生钴原料不属于固体废物，可自由进口。
三、钴含量不低于15%，水分不高于12%，放射性指标应符合GB 16487的规定。
四、进口企业须在装运前委托有资质的机构实施检验，检验费用由进口企业承担。
五、不符合标准的货物，由海关责令退运，并暂停该企业六个月的进口资格。
六、本标准由全国有色金属标准化技术委员会归口，自2027年12月1日起实施，GB/T 31962—2015同时废止。
近年来，我国再生钴产业快速发展。
联系电话：010-82262609"""
BASES["de"] = """Gesetzentwurf zur Änderung des Außenwirtschaftsgesetzes
Drucksache 21/4417
A. Problem und Ziel: Die Versorgung mit kritischen Rohstoffen ist zunehmend gefährdet.
B. Lösung: Das Bundesministerium für Wirtschaft und Energie wird ermächtigt, die Ausfuhr von Altmagneten und Schwarzmasse durch Rechtsverordnung zu beschränken. Die Rechtsverordnung bedarf der Zustimmung des Bundesrates.
C. Alternativen: Keine.
D. Erfüllungsaufwand: Für die Wirtschaft entsteht ein jährlicher Aufwand von 2,4 Millionen Euro.
Artikel 1: Wer vorsätzlich entgegen § 5 ausführt, wird mit Freiheitsstrafe bis zu drei Jahren oder mit Geldstrafe bestraft.
Artikel 2: Die Genehmigung gilt als erteilt, wenn die Behörde nicht binnen zwei Monaten entscheidet.
Artikel 3: Dieses Gesetz tritt am Tag nach der Verkündung in Kraft und ist bis zum 31. Dezember 2031 befristet.
Der Entwurf ist mit den Verbänden erörtert worden."""

EDITS: list[tuple[str, str, str, str, list[tuple[str, str, str]]]] = [
    ('ko','none','- 보내실 곳:','* 보내실 곳 :',[]),
    ('ko','none','2027년 9월 8일까지','2027. 9. 8.까지',[]),
    ('ko','minor','편의를 높이기 위하여 관련 규정을 정비하고자 함','편의 제고를 위해 관련 규정을 손질하려는 것임',[]),
    ('ko','minor','자세한 내용은 산업통상부 누리집을 참고하시기 바랍니다.','상세한 사항은 산업통상부 홈페이지를 참조해 주십시오.',[]),
    ('ko','minor','전화 044-203-4834, 팩스 044-203-4720','전화 044-203-4851, 팩스 044-203-4727',[]),
    ('ko','minor','추가(안 별표 2의2)','추가함(안 별표 2의2)',[]),
    ('ko','material','3년에서 5년으로 연장','3년에서 4년으로 연장',[('date','5년','4년')]),
    ('ko','material','AAA등급 기업에','AA등급 이상 기업에',[('threshold','AAA등급','AA등급 이상')]),
    ('ko','material','극저온 냉동기 등 12개 품목','극저온 냉동기 등 14개 품목',[('amount','12개','14개')]),
    ('ko','material','1만 달러 미만','3만 달러 미만',[('threshold','1만 달러','3만 달러')]),
    ('ko','material','허가를 거부할 수 있음','허가를 거부하여야 함',[('modality','할 수 있음','하여야 함')]),
    ('ko','material','9월 8일까지','9월 28일까지',[('date','9월 8일','9월 28일')]),
    ('ko','material','일부개정(안) 행정예고','일부개정 고시',[('status','개정(안) 행정예고','개정 고시')]),
    ('en','none','September 14, 2027. Comments','14 September 2027. Comments',[]),
    ('en','minor','Logan Pierce, Director, Chemical Division, at logan.pierce@bis.example','Ana Ruiz, Acting Director, Chemical Division, at ana.ruiz@bis.example',[]),
    ('en','minor','Antimony is used in flame retardants and munitions.','Antimony has uses in flame retardants and ammunition.',[]),
    ('en','minor','You may submit comments through','Comments may be submitted through',[]),
    ('en','minor','no later than November 13, 2027','on or before November 13, 2027',[]),
    ('en','material','99.5 percent or higher','99.9 percent or higher',[('threshold','99.5','99.9')]),
    ('en','material','also removes licence exception LVS','retains licence exception LVS',[('status','removes','retains')]),
    ('en','material','November 13, 2027','December 13, 2027',[('date','November 13','December 13')]),
    ('en','material','a presumption of denial','a policy of approval',[('procedure','presumption of denial','policy of approval')]),
    ('en','material','until October 14, 2027','until November 14, 2027',[('date','October 14','November 14')]),
    ('en','material','and on related processing equipment','',[('item_removed','related processing equipment','')]),
    ('en','material','RIN 0694-AK12','RIN 0694-AK21',[('number','0694-AK12','0694-AK21')]),
    ('en','material','Country Group D:5','Country Groups D:1 and D:5',[('scope','D:5','D:1')]),
    ('en','material','interim final rule','final rule',[('status','interim final','final')]),
    ('ja','none','直径100ミリメートル以上','直径１００mm以上',[]),
    ('ja','minor','申請者におかれては、余裕をもって手続を進めていただくようお願いします。','手続には時間を要するため、早めの申請にご協力ください。',[]),
    ('ja','minor','電話　03-3501-2801','電話　03-3501-2841',[]),
    ('ja','minor','保存すること','保存しなければならない',[]),
    ('ja','material','直径100ミリメートル以上','直径50ミリメートル以上',[('threshold','100ミリメートル','50ミリメートル')]),
    ('ja','material','契約書の写し、需要者誓約書、カタログ','契約書の写し、需要者誓約書、用途説明書、カタログ',[('item_added','','用途説明書')]),
    ('ja','material','九十日以内','六十日以内',[('date','九十日','六十日')]),
    ('ja','material','更新を妨げない','更新は認めない',[('modality','妨げない','認めない')]),
    ('ja','material','七年間保存','五年間保存',[('date','七年間','五年間')]),
    ('ja','material','窒化ガリウム基板及び酸化ガリウム基板','窒化ガリウム基板',[('item_removed','酸化ガリウム基板','')]),
    ('ja','material','一年以内のもの','二年以内のもの',[('date','一年','二年')]),
    ('zh','none','不低于15%','不低于15％',[]),
    ('zh','minor','近年来，我国再生钴产业快速发展。','我国再生钴产业近年来发展较快。',[]),
    ('zh','minor','联系电话：010-82262609','联系电话：010-82262618',[]),
    ('zh','minor','检验费用由进口企业承担','检验费由进口企业负担',[]),
    ('zh','material','不低于15%','不低于20%',[('threshold','15%','20%')]),
    ('zh','material','不属于固体废物，可自由进口','属于固体废物，禁止进口',[('modality','不属于','禁止')]),
    ('zh','material','暂停该企业六个月的进口资格','暂停该企业十二个月的进口资格',[('date','六个月','十二个月')]),
    ('zh','material','GB 16487','GB 20664',[('number','GB 16487','GB 20664')]),
    ('zh','material','2027年12月1日','2028年3月1日',[('date','2027年12月1日','2028年3月1日')]),
    ('zh','material','装运前','到港后',[('procedure','装运前','到港后')]),
    ('zh','material','钴含量不低于15%，水分不高于12%，','钴含量不低于15%，水分不高于12%，铅含量不高于0.5%，',[('item_added','','铅含量不高于0.5%')]),
    ('de','none','2,4 Millionen Euro','2,4 Mio. Euro',[]),
    ('de','minor','Die Versorgung mit kritischen Rohstoffen ist zunehmend gefährdet.','Die Rohstoffversorgung ist in wachsendem Maße gefährdet.',[]),
    ('de','minor','Der Entwurf ist mit den Verbänden erörtert worden.','Die Verbände sind zu dem Entwurf angehört worden.',[]),
    ('de','material','Altmagneten und Schwarzmasse','Altmagneten, Elektronikschrott und Schwarzmasse',[('item_added','','Elektronikschrott')]),
    ('de','material','bedarf der Zustimmung des Bundesrates','bedarf nicht der Zustimmung des Bundesrates',[('modality','bedarf der','bedarf nicht')]),
    ('de','material','bis zu drei Jahren','bis zu fünf Jahren',[('date','drei Jahren','fünf Jahren')]),
    ('de','material','binnen zwei Monaten','binnen drei Monaten',[('date','zwei Monaten','drei Monaten')]),
    ('de','material','31. Dezember 2031','31. Dezember 2033',[('date','31. Dezember 2031','31. Dezember 2033')]),
    ('de','material','gilt als erteilt','gilt als versagt',[('modality','erteilt','versagt')]),
    ('de','material','zu beschränken','zu untersagen',[('modality','beschränken','untersagen')]),
]  # fmt: skip
