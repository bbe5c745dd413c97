"""Revisions of licences and tariffs: (base, label, old, new, facts) with the facts as (type, old, new)."""

BASES: dict[str, str] = {}
BASES["ko"] = """한-사우디 핵심광물 협력 양해각서 이행방안
산업통상부는 2027년 10월 5일 사우디아라비아와 핵심광물 협력 양해각서 이행방안에 합의했다고 밝혔다.
양국은 동광석과 인산염의 장기구매계약을 2028년 상반기까지 체결하고, 공동 탐사에 3,000만 달러를 투입하기로 하였다.
참여기업은 한국광해광업공단과 마덴(Ma'aden)이며, 지분은 각각 40%와 60%이다.
정부는 참여기업에 융자비율을 최대 80%까지 우대한다. 다만, 대기업은 50%로 한다.
김정관 장관은 "자원협력의 지평을 넓히는 계기가 될 것"이라고 말했다.
담당: 자원개발과 정우성 과장(044-203-5140)"""
BASES["en"] = """General License 8N
Authorizing Transactions Related to Titanium Sponge Supplies
(a) All transactions prohibited by Executive Order 14024 that are ordinarily incident to the import of titanium sponge by civil aircraft manufacturers are authorized through 12:01 a.m. eastern standard time, January 15, 2028.
(b) This general license does not authorize: (1) any debit to an account of the Central Bank; or (2) any transaction with a person blocked under Executive Order 13848.
(c) Effective July 15, 2027, General License 8M, dated January 14, 2027, is replaced and superseded in its entirety by this General License 8N.
(d) Reports of transactions above USD 500,000 must be filed within 10 days.
Note: Nothing here relieves any person from compliance with other laws."""
BASES["ja"] = """ニッケル生産奨励金交付規程
第１条　対象は、国内の製錬所でニッケル及びコバルトを生産する法人とする。
第２条　奨励金の額は、１トン当たり三万円とする。ただし、再生原料を三割以上使用した場合は五万円とする。
第３条　交付を受けようとする者は、四半期終了後四十五日以内に申請書を提出しなければならない。
第４条　虚偽の申請をした者には、奨励金の返還を命ずることができる。
第５条　この規程は令和九年七月一日に施行し、令和十二年三月三十一日限り、その効力を失う。
備考：本規程に関する質問は、ウェブサイトをご覧ください。"""
BASES["zh"] = """国务院关税税则委员会关于调整部分商品暂定税率的公告
税委会公告2027年第4号
一、自2027年8月1日起，对氢氧化锂、硫酸镍实施2%的进口暂定税率。
二、自同日起，铬铁出口暂定税率由20%提高至30%。
三、原产于最不发达国家的商品继续适用零关税。
四、已签订合同并在2027年8月31日前报关进口的，可以按原税率执行。
附表：进出口商品暂定税率调整表
此次调整有利于统筹国内国际两个市场。"""
BASES["de"] = """Beschluss der Beschlusskammer 6 zur Bevorratung von Palladium
1. Den Betreibern von Raffinerien wird aufgegeben, einen Mindestbestand von 90 Tagen vorzuhalten.
2. Der Beschluss gilt für Anlagen mit einer Kapazität ab 5 Tonnen im Jahr in Hanau und Pforzheim.
3. Die Kosten können über das Umlageverfahren geltend gemacht werden.
4. Der Nachweis ist der Bundesnetzagentur monatlich elektronisch zu übermitteln.
5. Die Beschwerde hat keine aufschiebende Wirkung.
6. Das Verfahren BK6-27-118 wird im Übrigen eingestellt.
Die Kammer dankt den Beteiligten für ihre Stellungnahmes."""

EDITS: list[tuple[str, str, str, str, list[tuple[str, str, str]]]] = [
    ('ko','none','"자원협력의 지평을 넓히는 계기가 될 것"이라고','“자원협력의 지평을 넓히는 계기가 될 것”이라고',[]),
    ('ko','none','3,000만 달러','3천만 달러',[]),
    ('ko','minor','"자원협력의 지평을 넓히는 계기가 될 것"이라고 말했다','"자원협력의 새로운 전기가 될 것"이라고 강조했다',[]),
    ('ko','minor','합의했다고 밝혔다','합의하였다고 발표했다',[]),
    ('ko','minor','정우성 과장(044-203-5140)','한지민 과장(044-203-5141)',[]),
    ('ko','material','3,000만 달러','5,000만 달러',[('amount','3,000만 달러','5,000만 달러')]),
    ('ko','material','각각 40%와 60%','각각 30%와 70%',[('threshold','40%','30%'),('threshold','60%','70%')]),
    ('ko','material','마덴(Ma\'aden)','아람코(Aramco)',[('party','마덴','아람코')]),
    ('ko','material','동광석과 인산염의','동광석, 망간과 인산염의',[('item_added','','망간')]),
    ('ko','material','2028년 상반기까지','2029년 상반기까지',[('date','2028년','2029년')]),
    ('ko','material',' 다만, 대기업은 50%로 한다.','',[('item_removed','대기업은 50%로 한다','')]),
    ('en','none','January 15, 2028','15 January 2028',[]),
    ('en','minor','Nothing here relieves any person from compliance with other laws.','No person is relieved hereby from complying with other laws.',[]),
    ('en','minor','is replaced and superseded in its entirety by','is hereby replaced and superseded in its entirety by',[]),
    ('en','material','January 15, 2028','April 15, 2028',[('date','January 15','April 15')]),
    ('en','material','titanium sponge by civil aircraft manufacturers','titanium sponge and nickel powder by civil aircraft manufacturers',[('item_added','','nickel powder')]),
    ('en','material','Executive Order 13848','Executive Order 14038',[('number','13848','14038')]),
    ('en','material','USD 500,000','USD 250,000',[('threshold','500,000','250,000')]),
    ('en','material','This general license does not authorize','This general license also authorizes',[('modality','does not authorize','also authorizes')]),
    ('en','material','; or (2) any transaction with a person blocked under Executive Order 13848','',[('item_removed','any transaction with a person blocked','')]),
    ('ja','none','１トン当たり三万円','1トン当たり3万円',[]),
    ('ja','minor','備考：本規程に関する質問は、ウェブサイトをご覧ください。','備考：本規程についてのご質問は、ホームページをご参照ください。',[]),
    ('ja','minor','命ずることができる','命じることができる',[]),
    ('ja','material','三万円','四万円',[('amount','三万円','四万円')]),
    ('ja','material','三割以上','二割以上',[('threshold','三割','二割')]),
    ('ja','material','ニッケル及びコバルト','ニッケル、コバルト及びパラジウム',[('item_added','','パラジウム')]),
    ('ja','material','四十五日以内','三十日以内',[('date','四十五日','三十日')]),
    ('ja','material','令和十二年三月三十一日限り','令和十四年三月三十一日限り',[('date','令和十二年','令和十四年')]),
    ('ja','material','奨励金の返還を命ずることができる','奨励金の返還を命じなければならない',[('modality','ことができる','なければならない')]),
    ('zh','none','2027年8月1日','2027年08月01日',[]),
    ('zh','minor','此次调整有利于统筹国内国际两个市场。','此次调整旨在更好统筹国内国际两个市场。',[]),
    ('zh','material','氢氧化锂、硫酸镍','氢氧化锂、碳酸锂、硫酸镍',[('item_added','','碳酸锂')]),
    ('zh','material','实施2%的','实施3%的',[('threshold','2%','3%')]),
    ('zh','material','由20%提高至30%','由20%提高至25%',[('threshold','30%','25%')]),
    ('zh','material','继续适用零关税','不再适用零关税',[('modality','继续适用','不再适用')]),
    ('zh','material','8月31日前','9月30日前',[('date','8月31日','9月30日')]),
    ('zh','material','最不发达国家','发展中国家',[('scope','最不发达国家','发展中国家')]),
    ('de','none','BK6-27-118','BK6‑27‑118',[]),
    ('de','minor','Stellungnahmes','Stellungnahmen',[]),
    ('de','minor','geltend gemacht werden','abgerechnet werden',[]),
    ('de','material','90 Tagen','60 Tagen',[('date','90 Tagen','60 Tagen')]),
    ('de','material','ab 5 Tonnen','ab 2 Tonnen',[('threshold','5 Tonnen','2 Tonnen')]),
    ('de','material','monatlich elektronisch','vierteljährlich elektronisch',[('date','monatlich','vierteljährlich')]),
    ('de','material','hat keine aufschiebende Wirkung','hat aufschiebende Wirkung',[('modality','keine','')]),
    ('de','material','in Hanau und Pforzheim','in Hanau',[('item_removed','Pforzheim','')]),
    ('de','material','Betreibern von Raffinerien','Betreibern von Raffinerien und Recyclinganlagen',[('item_added','','Recyclinganlagen')]),
]  # fmt: skip
