"""Revisions of decrees and bulletins: (base, label, old, new, facts) with the facts as (type, old, new)."""

BASES: dict[str, str] = {}
BASES["ko"] = """환경부고시 제2027-45호
전기·전자제품 재활용기준비용 산정기준 일부개정고시
제3조(적용대상) 이 고시는 태양광 패널, 이차전지, 희토류 자석을 사용한 모터를 제조하거나 수입하는 자에게 적용한다.
제4조(재활용의무량) 의무생산자는 전년도 출고량의 28%를 재활용하여야 한다. 다만, 연간 출고량이 10톤 미만인 자는 제외한다.
제5조(실적보고) 의무생산자는 매년 4월 15일까지 한국환경공단에 실적보고서를 제출하여야 하며, 서면으로 제출할 수 있다.
제6조(부과금) 재활용부과금은 kg당 1,350원으로 하고, 납부기한은 고지일부터 30일 이내로 한다.
제7조(위탁) 환경부장관은 실태조사 업무를 한국환경공단에 위탁한다.
부칙 이 고시는 2027년 7월 1일부터 시행한다.
담당부서: 자원재활용과 / 전화 044-201-7300
등록일: 2027-03-02  조회수 1,204"""
BASES["en"] = """Export Control Bulletin 2027/14
Controls on Indium Phosphide Substrates
From 1 September 2027 a licence is required to export indium phosphide wafers with a diameter of 75 mm or more (ECCN 3C004) to any destination except Australia, Canada and the Netherlands.
Applications must be lodged through the SPIRE portal and are normally decided within 20 working days.
Exports with a value of less than £5,000 per consignment are exempt, provided that the end user is not a military body.
Holders of Open Licence OGEL-77 may continue to ship until 31 December 2027.
Breach of these controls may lead to a penalty of up to £250,000.
Comments on this bulletin can be sent to controls@trade.example by 30 June 2027.
The department consulted widely with industry before making this change.
Contact: Licensing Helpdesk, telephone 020 7215 0000
Page last updated: 3 May 2027"""
BASES["ja"] = """経済産業省告示第百四十二号
特定重要物資（窒化ガリウム基板）の供給確保計画の認定基準の一部改正
一　対象事業者は、国内に製造拠点を有する法人とする。
二　助成率は、中小企業にあっては三分の二以内、その他の者にあっては二分の一以内とし、一件当たり五十億円を上限とする。
三　認定を受けた者は、五年間生産を継続しなければならない。
四　申請書は、令和九年六月三十日までに、NEDOを経由して経済産業大臣に提出するものとする。
五　需給が逼迫した場合には、増産に応じることができる。
六　この告示は、公布の日から施行する。
（担当）商務情報政策局　情報産業課　電話：03-3501-6944
最終更新日：2027年4月1日"""
BASES["zh"] = """商务部 海关总署公告2027年第31号
关于对铟、铋相关物项实施出口许可证管理的公告
一、出口铟锭（海关商品编号：8112923010）、氧化铋的经营者应当向省级商务主管部门申请办理出口许可证。
二、申请时须提交出口合同、最终用户证明和最终用途说明。主管部门自收到申请之日起45个工作日内作出决定。
三、年出口量不超过2吨的科研用途，可以免领许可证。
四、未经许可出口的，依法处以违法经营额五倍以上十倍以下罚款。
五、本公告自2027年6月1日起施行，有效期三年。商务部公告2024年第58号同时废止。
联系人：王某　联系电话：010-65198888
发布日期：2027-05-06　浏览次数：356"""
BASES["de"] = """Verordnung zur Sicherung der Rohstoffversorgung (RohSiV)
§ 1 Unternehmen, die jährlich mehr als 50 Tonnen Magnesium, Wismut oder Flussspat einführen, haben dem Bundesamt für Wirtschaft und Ausfuhrkontrolle ihre Bestände zu melden.
§ 2 Die Meldung ist bis zum 15. Februar jedes Jahres elektronisch abzugeben. Kleine Unternehmen können sie auch schriftlich einreichen.
§ 3 Wer eine Meldung nicht rechtzeitig abgibt, kann mit einer Geldbuße bis zu 20.000 Euro belegt werden.
§ 4 Die Vorratshaltung wird mit einem Zuschuss von 35 Prozent der Lagerkosten gefördert. Antragsberechtigt sind Unternehmen mit Sitz in Deutschland.
§ 5 Das Bundesministerium berichtet dem Bundestag alle zwei Jahre.
§ 6 Diese Verordnung tritt am 1. Oktober 2027 in Kraft und am 30. September 2032 außer Kraft.
Ansprechpartnerin: Dr. Lena Vogt, Tel. 030 18615-0
Stand: 4. Mai 2027"""

EDITS: list[tuple[str, str, str, str, list[tuple[str, str, str]]]] = [
    ('ko','none','조회수 1,204','조회수 1,980',[]),
    ('ko','none','태양광 패널, 이차전지, 희토류 자석을','태양광 패널·이차전지·희토류 자석을',[]),
    ('ko','none','2027년 7월 1일부터','2027. 7. 1.부터',[]),
    ('ko','minor','담당부서: 자원재활용과 / 전화 044-201-7300','담당부서: 자원순환정책과 / 전화 044-201-7341',[]),
    ('ko','minor','제출하여야 하며','제출해야 하며',[]),
    ('ko','minor','실적보고서를','실적 보고서(별지 서식)를',[]),
    ('ko','material','28%를','30%를',[('threshold','28%','30%')]),
    ('ko','material','10톤 미만인 자는 제외한다','20톤 미만인 자는 제외한다',[('threshold','10톤','20톤')]),
    ('ko','material','한국환경공단에 실적보고서를','한국자원순환공제조합에 실적보고서를',[('party','한국환경공단','한국자원순환공제조합')]),
    ('ko','material','서면으로 제출할 수 있다','전자적으로 제출하여야 한다',[('procedure','서면으로','전자적으로'),('modality','할 수 있다','하여야 한다')]),
    ('ko','material','희토류 자석을 사용한 모터를','희토류 자석을 사용한 모터, 풍력터빈을',[('item_added','','풍력터빈')]),
    ('ko','material','제조하거나 수입하는 자에게','제조하는 자에게',[('scope','수입하는','')]),
    ('ko','material','매년 4월 15일까지','매년 3월 31일까지',[('date','4월 15일','3월 31일')]),
    ('ko','material','kg당 1,350원','kg당 1,530원',[('amount','1,350원','1,530원')]),
    ('ko','material','30일 이내로','60일 이내로',[('threshold','30일','60일')]),
    ('ko','material','제7조(위탁) 환경부장관은 실태조사 업무를 한국환경공단에 위탁한다.\n','',[('item_removed','실태조사 업무를 한국환경공단에 위탁한다','')]),
    ('ko','material','제2027-45호','제2027-54호',[('number','2027-45','2027-54')]),
    ('ko','minor','환경부장관은','기후에너지환경부장관은',[]),
    ('en','none','Page last updated: 3 May 2027','Page last updated: 9 May 2027',[]),
    ('en','none','1 September 2027','September 1, 2027',[]),
    ('en','none','£5,000','£5000',[]),
    ('en','minor','normally decided within','usually decided within',[]),
    ('en','minor','The department consulted widely with industry before making this change.','Industry was consulted widely before this change was made.',[]),
    ('en','minor','telephone 020 7215 0000','telephone 020 7215 4594',[]),
    ('en','minor','must be lodged through','must be submitted through',[]),
    ('en','material','75 mm or more','50 mm or more',[('threshold','75 mm','50 mm')]),
    ('en','material','except Australia, Canada and the Netherlands','except Australia, Canada, Japan and the Netherlands',[('country','','Japan')]),
    ('en','material','(ECCN 3C004)','(ECCN 3C005)',[('hs_code','3C004','3C005')]),
    ('en','material','20 working days','30 working days',[('threshold','20 working days','30 working days')]),
    ('en','material','is not a military body','is a military body',[('modality','is not a military body','is a military body')]),
    ('en','material','may continue to ship until 31 December 2027','may no longer ship',[('modality','may continue','may no longer')]),
    ('en','material','up to £250,000','up to £500,000',[('amount','£250,000','£500,000')]),
    ('en','material','by 30 June 2027','by 31 July 2027',[('date','30 June 2027','31 July 2027')]),
    ('en','material','through the SPIRE portal','through the LITE portal',[('procedure','SPIRE','LITE')]),
    ('en','material','Controls on Indium Phosphide Substrates\n','Controls on Indium Phosphide Substrates\nCorrection, 5 May 2027: the diameter was misstated in the first version of this bulletin.\n',[('correction','','Correction, 5 May 2027')]),
    ('en','material','Breach of these controls may lead to a penalty of up to £250,000.\n','',[('item_removed','Breach of these controls may lead to a penalty','')]),
    ('ja','none','最終更新日：2027年4月1日','最終更新日：2027年4月20日',[]),
    ('ja','none','令和九年六月三十日','令和９年６月３０日',[]),
    ('ja','minor','電話：03-3501-6944','電話：03-3501-1511',[]),
    ('ja','minor','需給が逼迫した場合には','需給がひっ迫したときは',[]),
    ('ja','minor','提出するものとする','提出しなければならない',[]),
    ('ja','material','三分の二以内','四分の三以内',[('threshold','三分の二','四分の三')]),
    ('ja','material','五十億円を上限','三十億円を上限',[('amount','五十億円','三十億円')]),
    ('ja','material','五年間生産を','十年間生産を',[('threshold','五年間','十年間')]),
    ('ja','material','令和九年六月三十日まで','令和九年七月三十一日まで',[('date','令和九年六月三十日','令和九年七月三十一日')]),
    ('ja','material','NEDOを経由して','JOGMECを経由して',[('party','NEDO','JOGMEC')]),
    ('ja','material','応じることができる','応じなければならない',[('modality','ことができる','なければならない')]),
    ('ja','material','公布の日から施行する','令和九年十月一日から施行する',[('date','公布の日','令和九年十月一日')]),
    ('ja','material','国内に製造拠点を有する法人','国内に製造拠点又は研究拠点を有する法人',[('scope','','研究拠点')]),
    ('zh','none','浏览次数：356','浏览次数：912',[]),
    ('zh','none','45个工作日内','四十五个工作日内',[]),
    ('zh','minor','王某　联系电话：010-65198888','李某　联系电话：010-65198760',[]),
    ('zh','minor','作出决定','做出决定',[]),
    ('zh','material','8112923010','8112923090',[('hs_code','8112923010','8112923090')]),
    ('zh','material','省级商务主管部门','商务部',[('party','省级商务主管部门','商务部')]),
    ('zh','material','出口合同、最终用户证明和最终用途说明','出口合同、最终用户证明、运输合同和最终用途说明',[('item_added','','运输合同')]),
    ('zh','material','可以免领许可证','也应当申领许可证',[('modality','可以免领','应当申领')]),
    ('zh','material','不超过2吨','不超过5吨',[('threshold','2吨','5吨')]),
    ('zh','material','五倍以上十倍以下','三倍以上五倍以下',[('amount','五倍以上十倍以下','三倍以上五倍以下')]),
    ('zh','material','有效期三年','有效期五年',[('threshold','三年','五年')]),
    ('zh','material','2024年第58号','2024年第85号',[('number','2024年第58号','2024年第85号')]),
    ('zh','material','关于对铟、铋相关物项','关于对铟、碲、铋相关物项',[('item_added','','碲')]),
    ('de','none','Stand: 4. Mai 2027','Stand: 11. Mai 2027',[]),
    ('de','none','20.000 Euro','20 000 Euro',[]),
    ('de','minor','Dr. Lena Vogt, Tel. 030 18615-0','Jan Ritter, Tel. 030 18615-4400',[]),
    ('de','minor','Bundesamt für Wirtschaft und Ausfuhrkontrolle','BAFA',[]),
    ('de','minor','alle zwei Jahre','im Abstand von zwei Jahren',[]),
    ('de','material','mehr als 50 Tonnen','mehr als 25 Tonnen',[('threshold','50 Tonnen','25 Tonnen')]),
    ('de','material','Magnesium, Wismut oder Flussspat','Magnesium, Wismut, Silizium oder Flussspat',[('item_added','','Silizium')]),
    ('de','material','15. Februar','31. März',[('date','15. Februar','31. März')]),
    ('de','material','können sie auch schriftlich einreichen','sind von der Meldung befreit',[('modality','können sie auch schriftlich einreichen','sind von der Meldung befreit')]),
    ('de','material','35 Prozent','40 Prozent',[('amount','35 Prozent','40 Prozent')]),
    ('de','material','mit Sitz in Deutschland','mit Sitz in der Europäischen Union',[('scope','Deutschland','Europäischen Union')]),
    ('de','material','30. September 2032 außer Kraft','30. September 2030 außer Kraft',[('date','30. September 2032','30. September 2030')]),
    ('de','material','kann mit einer Geldbuße','wird mit einer Geldbuße',[('modality','kann','wird')]),
]  # fmt: skip
