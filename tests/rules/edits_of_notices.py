"""Revisions of notices, drafts and lists: (base, label, old, new, facts) with the facts as (type, old, new)."""

BASES: dict[str, str] = {}
BASES["ko"] = """공급망안정화위원회 공고 제2027-9호
2027년 경제안보품목 국내생산 지원사업 공고
○ 지원대상: 요소, 흑연, 수산화리튬을 국내에서 생산하는 중소·중견기업
○ 지원한도: 기업당 15억원(총사업비의 50% 이내)
○ 신청방법: 사업관리시스템(www.pms.example)을 통해 온라인 접수
○ 접수기간: 2027. 4. 5.(월) 09:00 ~ 4. 30.(금) 18:00
○ 제외대상: 최근 3년간 보조금 부정수급으로 제재를 받은 기업
○ 심사기준: 기술성(40점), 사업성(30점), 시급성(30점)
※ 선정 결과는 6월 중 개별 통보할 예정입니다.
산업통상부와 기획재정부는 공급망 위기 대응을 위해 협력하고 있습니다.
※ 문의: 공급망기획과 박서준 사무관(044-215-7800)"""
BASES["ko2"] = """덤핑방지관세 부과에 관한 규칙 일부개정령안 입법예고
1. 개정이유
인도네시아산 파티클보드에 대한 최종판정 결과를 반영하려는 것임.
2. 주요내용
가. 부과대상: 두께 9mm 이상 25mm 이하의 파티클보드
나. 공급자별 세율: PT Kayu Lestari 11.82%, PT Rimba Jaya 7.49%, 그 밖의 공급자 14.20%
다. 부과기간: 규칙 시행일부터 5년
3. 의견제출
이 개정령안에 대하여 의견이 있는 단체 또는 개인은 2027년 5월 20일까지 재정경제부장관에게 의견서를 제출하여 주시기 바랍니다.
붙임: 개정령안 전문.hwpx (38KB)
목록으로 | 인쇄"""
BASES["en"] = """NOTICE OF PROPOSED DETERMINATION
Docket No. ITA-2027-0118
Certain Graphite Electrodes From Malaysia and Turkey

The Department proposes to find that graphite electrodes with a nominal diameter of less than 425 millimeters are being dumped.
1. Producers subject to the proposed margins:
   - Nusantara Carbon Sdn. Bhd.: 12.4%
   - Anadolu Elektrot A.S.: 9.75%
   - All others: 10.9%
2. Importers shall retain records of entry for five years.
3. Interested parties may request a hearing within 15 days of publication; requests must be filed electronically.
4. The final determination will be issued no later than November 12, 2027.
The Department is grateful to the parties that answered its questionnaires.
For further information, contact Marcus Hill at (202) 555-0170.
Share this page | Print"""
BASES["ja"] = """輸出貿易管理令別表第一の改正について（お知らせ）
１．改正の概要
　ガリウム、アンチモン及びビスマスの化合物を新たに規制対象とします。
２．対象となる仕向地
　全地域（ただし、グループＡ国を除く。）
３．許可申請の窓口
　申請は各経済産業局で受け付けます。電子申請（NACCS）も利用できます。
４．少額特例
　総価額が５万円以下の貨物については、許可は不要です。
５．施行日
　令和９年８月１日（日）
６．経過措置
　施行日前に締結された契約については、令和９年１０月３１日までは従前の例によることができます。
お問い合わせ先：安全保障貿易審査課　佐藤（内線3271）"""
BASES["zh"] = """国家发展改革委公告2027年第7号
关于公布重要矿产储备企业名单（第三批）的公告
经评审，现将第三批重要矿产储备企业予以公布：
1. 华东锑业有限公司
2. 南岭钨业股份有限公司
3. 西部钴镍集团
一、企业应保持不低于60天消费量的库存。
二、储备费用由中央财政按70%的比例补贴，每家企业每年不超过3000万元。
三、企业动用储备须报国家粮食和物资储备局批准。
四、拒不执行调拨指令的，取消其资格，并处二十万元罚款。
五、本公告自2027年5月15日起施行。
各地区要高度重视，加强组织领导，扎实推进相关工作。
附件：储备企业承诺书.docx
来源：价格司"""
BASES["de"] = """Allgemeinverfügung Nr. 12/2027 zur Ausfuhr von Seltenerdmagneten
1. Die Ausfuhr von Magneten mit einem Dysprosiumgehalt von mehr als 2 Gewichtsprozent nach Russland, Belarus und Iran ist verboten.
2. Für Ausfuhren in andere Drittländer genügt eine Anzeige beim Hauptzollamt spätestens drei Arbeitstage vor der Verladung.
3. Ausgenommen sind Lieferungen für medizinische Zwecke sowie Warenmuster bis 500 Gramm.
4. Die Allgemeinverfügung gilt vom 1. Juli 2027 bis zum 30. Juni 2028.
5. Gegen diese Verfügung kann innerhalb eines Monats Widerspruch erhoben werden.
Hinweis: Die Behörde hat diese Regelung sorgfältig geprüft.
Auskunft erteilt Herr Brandt (Tel. 06196 908-0).
Seite 1 von 2"""

EDITS: list[tuple[str, str, str, str, list[tuple[str, str, str]]]] = [
    ('ko','none','○ 지원대상:','■ 지원대상 :',[]),
    ('ko','none','15억원','15억 원',[]),
    ('ko','none','2027. 4. 5.(월) 09:00 ~ 4. 30.(금) 18:00','2027년 4월 5일(월) 오전 9시 ~ 4월 30일(금) 오후 6시',[]),
    ('ko','minor','기획재정부는','재정경제부는',[]),
    ('ko','minor','공급망 위기 대응을 위해 협력하고 있습니다','공급망 위기에 대응하고자 힘을 모으고 있습니다',[]),
    ('ko','minor','박서준 사무관(044-215-7800)','최유진 주무관(044-215-7805)',[]),
    ('ko','minor','개별 통보할 예정입니다','개별적으로 통지할 예정입니다',[]),
    ('ko','material','요소, 흑연, 수산화리튬을','요소, 흑연, 수산화리튬, 인산을',[('item_added','','인산')]),
    ('ko','material','중소·중견기업','중소기업',[('scope','중견','')]),
    ('ko','material','기업당 15억원','기업당 20억원',[('amount','15억원','20억원')]),
    ('ko','material','50% 이내','70% 이내',[('threshold','50%','70%')]),
    ('ko','material','4. 30.(금) 18:00','4. 30.(금) 16:00',[('date','18:00','16:00')]),
    ('ko','material','최근 3년간','최근 5년간',[('date','3년','5년')]),
    ('ko','material','기술성(40점), 사업성(30점), 시급성(30점)','기술성(50점), 사업성(20점), 시급성(30점)',[('amount','40점','50점'),('amount','30점','20점')]),
    ('ko','material','온라인 접수','우편 접수',[('procedure','온라인','우편')]),
    ('ko','material','○ 제외대상: 최근 3년간 보조금 부정수급으로 제재를 받은 기업\n','',[('item_removed','제외대상','')]),
    ('ko2','none','붙임: 개정령안 전문.hwpx (38KB)\n목록으로 | 인쇄','첨부: 개정령안 전문.pdf (112KB)\n인쇄 | 목록',[]),
    ('ko2','minor','반영하려는 것임','반영하고자 함',[]),
    ('ko2','minor','제출하여 주시기 바랍니다','제출해 주시기 바랍니다',[]),
    ('ko2','material','두께 9mm 이상','두께 6mm 이상',[('threshold','9mm','6mm')]),
    ('ko2','material','PT Rimba Jaya 7.49%','PT Rimba Jaya 9.47%',[('threshold','7.49%','9.47%')]),
    ('ko2','material','PT Kayu Lestari 11.82%','PT Hutan Lestari 11.82%',[('party','PT Kayu Lestari','PT Hutan Lestari')]),
    ('ko2','material','5년','3년',[('date','5년','3년')]),
    ('ko2','material','5월 20일까지','5월 30일까지',[('date','5월 20일','5월 30일')]),
    ('ko2','material','인도네시아산','말레이시아산',[('country','인도네시아','말레이시아')]),
    ('ko2','material','덤핑방지관세 부과에 관한 규칙 일부개정령안 입법예고','덤핑방지관세 부과에 관한 규칙 일부개정령안 입법예고 철회',[('withdrawal','','철회')]),
    ('en','none','Share this page | Print','Print | E-mail | Share',[]),
    ('en','none','no later than November 12, 2027','no later than 12 November 2027',[]),
    ('en','none','   - Nusantara Carbon Sdn. Bhd.: 12.4%\n   - Anadolu Elektrot A.S.: 9.75%','   • Anadolu Elektrot A.S.: 9.75 %\n   • Nusantara Carbon Sdn. Bhd.: 12.4 %',[]),
    ('en','minor','Turkey','Türkiye',[]),
    ('en','minor','The Department is grateful to the parties that answered its questionnaires.','The Department thanks all parties who responded to the questionnaires.',[]),
    ('en','minor','Marcus Hill at (202) 555-0170','Dana Cole at (202) 555-0134',[]),
    ('en','minor','are being dumped','are being dumpd',[]),
    ('en','material','less than 425 millimeters','less than 500 millimeters',[('threshold','425','500')]),
    ('en','material','Nusantara Carbon Sdn. Bhd.: 12.4%','Nusantara Carbon Sdn. Bhd.: 14.2%',[('threshold','12.4%','14.2%')]),
    ('en','material','   - Anadolu Elektrot A.S.: 9.75%\n','',[('item_removed','Anadolu Elektrot A.S.','')]),
    ('en','material','for five years','for seven years',[('date','five years','seven years')]),
    ('en','material','within 15 days','within 30 days',[('date','15 days','30 days')]),
    ('en','material','may request a hearing','may not request a hearing',[('modality','may request','may not request')]),
    ('en','material','must be filed electronically','must be filed in paper form',[('procedure','electronically','paper form')]),
    ('en','material','NOTICE OF PROPOSED DETERMINATION','NOTICE OF FINAL DETERMINATION',[('status','PROPOSED','FINAL')]),
    ('en','material','Docket No. ITA-2027-0118','Docket No. ITA-2027-0181',[('number','ITA-2027-0118','ITA-2027-0181')]),
    ('en','material','Malaysia and Turkey','Malaysia, Turkey and Serbia',[('country','','Serbia')]),
    ('ja','none','１．改正の概要','1. 改正の概要',[]),
    ('ja','none','５万円以下','50,000円以下',[]),
    ('ja','none','令和９年８月１日（日）','2027年8月1日',[]),
    ('ja','minor','佐藤（内線3271）','田中（内線3275）',[]),
    ('ja','minor','受け付けます','受付を行います',[]),
    ('ja','minor','新たに規制対象とします','新規に規制の対象とします',[]),
    ('ja','material','ガリウム、アンチモン及びビスマス','ガリウム、アンチモン及びテルル',[('item_removed','ビスマス',''),('item_added','','テルル')]),
    ('ja','material','グループＡ国を除く','グループＡ国及びインドを除く',[('country','','インド')]),
    ('ja','material','５万円以下','１０万円以下',[('threshold','５万円','１０万円')]),
    ('ja','material','各経済産業局で','経済産業省本省で',[('procedure','各経済産業局','経済産業省本省')]),
    ('ja','material','許可は不要です','許可が必要です',[('modality','不要','必要')]),
    ('ja','material','令和９年１０月３１日まで','令和９年１２月３１日まで',[('date','令和９年１０月３１日','令和９年１２月３１日')]),
    ('ja','material','６．経過措置\n　施行日前に締結された契約については、令和９年１０月３１日までは従前の例によることができます。\n','',[('item_removed','従前の例によることができます','')]),
    ('zh','none','来源：价格司','稿件来源：价格司',[]),
    ('zh','none','1. 华东锑业有限公司\n2. 南岭钨业股份有限公司\n3. 西部钴镍集团','1. 南岭钨业股份有限公司\n2. 西部钴镍集团\n3. 华东锑业有限公司',[]),
    ('zh','minor','各地区要高度重视，加强组织领导，扎实推进相关工作。','各地区要充分认识有关工作的重要性，切实抓好落实。',[]),
    ('zh','minor','不低于60天消费量','不少于60天消费量',[]),
    ('zh','material','不低于60天','不低于90天',[('threshold','60天','90天')]),
    ('zh','material','西部钴镍集团','西部稀土集团',[('party','西部钴镍集团','西部稀土集团')]),
    ('zh','material','按70%的比例','按50%的比例',[('threshold','70%','50%')]),
    ('zh','material','国家粮食和物资储备局批准','国家发展改革委批准',[('party','国家粮食和物资储备局','国家发展改革委')]),
    ('zh','material','须报国家粮食和物资储备局批准','须报国家粮食和物资储备局备案',[('procedure','批准','备案')]),
    ('zh','material','二十万元','五十万元',[('amount','二十万元','五十万元')]),
    ('zh','material','3. 西部钴镍集团\n','3. 西部钴镍集团\n4. 北方铋业有限公司\n',[('item_added','','北方铋业有限公司')]),
    ('de','none','Seite 1 von 2','Seite 1 von 3',[]),
    ('de','none','1. Juli 2027','01.07.2027',[]),
    ('de','minor','Hinweis: Die Behörde hat diese Regelung sorgfältig geprüft.','Hinweis: Diese Regelung wurde von der Behörde eingehend geprüft.',[]),
    ('de','minor','Herr Brandt (Tel. 06196 908-0)','Frau Keller (Tel. 06196 908-2211)',[]),
    ('de','material','mehr als 2 Gewichtsprozent','mehr als 4 Gewichtsprozent',[('threshold','2','4')]),
    ('de','material','Russland, Belarus und Iran','Russland, Belarus, Nordkorea und Iran',[('country','','Nordkorea')]),
    ('de','material','ist verboten','bedarf der Genehmigung',[('modality','verboten','Genehmigung')]),
    ('de','material','drei Arbeitstage vor','fünf Arbeitstage vor',[('date','drei Arbeitstage','fünf Arbeitstage')]),
    ('de','material','genügt eine Anzeige','ist eine Genehmigung erforderlich',[('procedure','Anzeige','Genehmigung')]),
    ('de','material','medizinische Zwecke sowie Warenmuster','medizinische Zwecke, Forschungszwecke sowie Warenmuster',[('item_added','','Forschungszwecke')]),
    ('de','material','30. Juni 2028','31. Dezember 2028',[('date','30. Juni 2028','31. Dezember 2028')]),
    ('de','material','5. Gegen diese Verfügung kann innerhalb eines Monats Widerspruch erhoben werden.\n','',[('item_removed','Widerspruch erhoben werden','')]),
]  # fmt: skip
