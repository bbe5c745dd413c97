"""Revisions written for the tests: language, label, old, new. A shared text stands once, its changes below it."""

KO = (
    "산업통상부 공고 제2027-118호\n희소금속 비축물자 대여 공고\n"
    "1. 대여 품목: 갈륨, 인듐, 비스무트, 셀레늄\n2. 대여 물량은 업체당 최대 3톤이며 총 120톤 이내로 한다.\n"
    "3. 신청기간은 2027년 3월 2일부터 3월 19일까지로 한다.\n4. 대여 기간은 6개월로 하되, 1회에 한하여 연장할 수 있다.\n"
    "5. 신청서는 전자시스템으로 제출하여야 한다. 국내 제조업체만 신청할 수 있다.\n"
    "6. 대여료는 연 2.5%로 한다.\n문의: 자원안보과 홍길동 사무관 (02-555-0101)\n조회수: 412"
)
EN = (
    "Notice of Determination on Imports of Ferrosilicon from Brazil\n"
    "The Commission determined that imports of ferrosilicon from Brazil, currently classified under HTS 7202.21.50, "
    "are sold at less than fair value. Importers must post cash deposits at the rate of 21.78 percent. "
    "The order takes effect on March 15, 2027. Acme Ligas S.A. and Northern Silicon Ltda. are excluded from the order. "
    "Requests for review may be submitted in writing within 30 days.\n"
    "The Commission thanked the participants for their cooperation.\n"
    "For further information contact: Jane Doe, (202) 555-0143.\nLast updated: January 8, 2027"
)
ZH = (
    "海关总署公告2027年第12号\n关于铋、碲相关物项进口申报的公告\n一、进口铋、碲、锑的收货人应当在货物到港前向海关申报。\n"
    "二、单次进口数量超过500千克的，须提交最终用户证明。\n三、对原产于越南、老挝的货物适用8%的暂定税率。\n"
    "四、违反本公告的，处以5万元以下罚款。\n五、本公告自2027年4月1日起施行。\n联系人：李某 电话：010-65190000\n浏览次数：88"
)
JA = (
    "経済産業省告示第八十一号\n重要鉱物の備蓄に関する届出について\n１　事業者は、ビスマス、テルル、インジウムの在庫量を毎年六月三十日までに届け出なければならない。\n"
    "２　在庫量が十トン未満の事業者は、この限りでない。\n３　届出は書面により行うことができる。\n４　助成率は二分の一以内、上限は三億円とする。\n"
    "５　この告示は、令和九年四月一日から施行する。\n問い合わせ先：鉱物資源課　電話 03-5555-0100"
)
DE = (
    "Bekanntmachung über die Förderung von Recyclinganlagen für Magnetwerkstoffe\n"
    "Antragsberechtigt sind Unternehmen mit Sitz in Deutschland. Der Zuschuss beträgt höchstens 40 Prozent der Kosten, maximal 2,5 Mio. Euro. "
    "Anträge müssen bis zum 31. März 2027 elektronisch eingereicht werden. Projekte in Frankreich und Polen dürfen nicht gefördert werden. "
    "Die Richtlinie tritt am 1. Februar 2027 in Kraft und gilt für die Warennummer 8505 11 10.\n"
    "Ansprechpartnerin: Frau Muster, Telefon 030 5550100\nStand: 12. Januar 2027"
)

CHANGES = {
    ("ko", KO): [
        ("none", "조회수: 412", "조회수: 1,034"),
        ("none", "갈륨, 인듐, 비스무트, 셀레늄", "셀레늄, 갈륨, 인듐, 비스무트"),
        ("none", "2027년 3월 2일부터 3월 19일까지", "2027. 3. 2.부터 3. 19.까지"),
        ("none", "1. 대여 품목: ", "① 대여 품목 : "),
        ("none", "조회수: 412", "조회수: 412\n목록 | 인쇄 | 공유하기\n이전글: 2027년 시무식 개최"),
        ("minor", "홍길동 사무관 (02-555-0101)", "김철수 주무관 (02-555-0177)"),
        ("minor", "최대 3톤이며", "최대 3톤으로 하며"),
        ("minor", "희소금속 비축물자 대여 공고", "희소금속 비축물자 대여 안내 공고"),
        ("minor", "산업통상부 공고", "산업통상자원부 공고"),
        ("material", "비스무트, 셀레늄", "비스무트, 텔루륨"),
        ("material", "인듐, 비스무트", "인듐, 하프늄, 비스무트"),
        ("material", "최대 3톤", "최대 5톤"),
        ("material", "총 120톤 이내", "총 120톤 이상"),
        ("material", "3월 19일까지", "3월 26일까지"),
        ("material", "6개월로 하되", "12개월로 하되"),
        ("material", "연장할 수 있다", "연장할 수 없다"),
        ("material", "제출하여야 한다", "제출할 수 있다"),
        ("material", "전자시스템으로", "우편으로"),
        ("material", "국내 제조업체만", "국내외 제조업체와 유통업체가"),
        ("material", "연 2.5%", "연 2.0%"),
        ("material", "제2027-118호", "제2027-181호"),
        ("material", "6. 대여료는", "※ 본 공고는 2027. 2. 20. 취소되었습니다.\n6. 대여료는"),
        ("material", "5. 신청서는", "5. 반환 지연 시 연체료를 부과한다. 신청서는"),
        ("material", "희소금속 비축물자 대여 공고", "[정정] 희소금속 비축물자 대여 공고"),
    ],
    ("en", EN): [
        ("none", "January 8, 2027", "February 2, 2027"),
        ("none", "March 15, 2027", "15 March 2027"),
        ("none", "21.78 percent", "21.78%"),
        ("none", "Last updated", "Share | Print | Email\nLast updated"),
        ("none", "Brazil, currently", "Brazil,\ncurrently"),
        ("minor", "thanked the participants for their cooperation", "expressed its thanks to everyone who took part"),
        ("minor", "Jane Doe, (202) 555-0143", "John Roe, (202) 555-0199"),
        ("minor", "participants", "particpants"),
        ("minor", "less than fair value", "less than fair value (LTFV)"),
        ("minor", "Importers must", "Importers are required to"),
        ("minor", "in writing within 30 days", "in writing within thirty (30) days"),
        ("material", "21.78 percent", "27.18 percent"),
        ("material", "7202.21.50", "7202.21.75"),
        ("material", "from Brazil, currently", "from Brazil and Kazakhstan, currently"),
        ("material", "March 15, 2027", "May 15, 2027"),
        ("material", "are excluded from the order", "are included in the order"),
        ("material", "Acme Ligas S.A. and Northern", "Acme Ligas S.A., Rima Metais S.A. and Northern"),
        ("material", "Northern Silicon Ltda.", "Southern Silicon Ltda."),
        ("material", "may be submitted", "may not be submitted"),
        ("material", "in writing", "electronically"),
        ("material", "within 30 days", "within 45 days"),
        ("material", "must post cash deposits", "need not post cash deposits"),
        ("material", "Notice of Determination", "Notice of Preliminary Determination"),
        ("material", "The Commission thanked", "This order has been rescinded. The Commission thanked"),
        ("material", "imports of ferrosilicon", "exports of ferrosilicon"),
    ],
    ("zh", ZH): [
        ("none", "浏览次数：88", "浏览次数：2305"),
        ("none", "超过500千克", "超过５００千克"),
        ("none", "铋、碲、锑的收货人", "锑、铋、碲的收货人"),
        ("none", "一、进口", "（一）进口"),
        ("none", "浏览次数：88", "来源：海关总署\n分享到：微信 微博\n打印 关闭"),
        ("minor", "联系人：李某 电话：010-65190000", "联系人：王某 电话：010-65190011"),
        ("minor", "相关物项进口申报的公告", "相关物项进口申报事项的公告"),
        ("minor", "应当在货物到港前", "须在货物到港前"),
        ("minor", "违反本公告的", "违反本公告规定的"),
        ("material", "铋、碲、锑的收货人", "铋、碲、铟的收货人"),
        ("material", "500千克", "200千克"),
        ("material", "须提交", "可以提交"),
        ("material", "越南、老挝", "越南、柬埔寨"),
        ("material", "8%的暂定税率", "6%的暂定税率"),
        ("material", "5万元以下", "50万元以下"),
        ("material", "2027年4月1日起", "2027年6月1日起"),
        ("material", "2027年第12号", "2027年第21号"),
        ("material", "到港前", "到港后"),
        ("material", "五、本公告", "五、进口自用样品不适用本公告。\n六、本公告"),
        ("material", "五、本公告自", "五、海关总署公告2026年第3号同时废止。本公告自"),
        ("material", "应当在货物到港前向海关申报", "无需在货物到港前向海关申报"),
        ("material", "超过500千克", "不超过500千克"),
    ],
    ("ja", JA): [
        ("none", "六月三十日", "6月30日"),
        ("none", "令和九年四月一日", "２０２７年４月１日"),
        ("none", "問い合わせ先", "最終更新日：2027年2月3日\n印刷する\n問い合わせ先"),
        ("none", "ビスマス、テルル、インジウム", "インジウム、ビスマス、テルル"),
        ("minor", "鉱物資源課　電話 03-5555-0100", "資源政策課　電話 03-5555-0222"),
        ("minor", "届け出なければならない", "届け出なければなりません"),
        ("minor", "備蓄に関する届出について", "備蓄に関する届出のお知らせ"),
        ("material", "ビスマス、テルル、インジウム", "ビスマス、インジウム"),
        ("material", "六月三十日まで", "九月三十日まで"),
        ("material", "十トン未満", "五トン未満"),
        ("material", "十トン未満", "十トン以下"),
        ("material", "書面により行うことができる", "書面により行わなければならない"),
        ("material", "書面により", "電子申請により"),
        ("material", "二分の一以内", "三分の二以内"),
        ("material", "三億円", "五億円"),
        ("material", "令和九年四月一日", "令和九年七月一日"),
        ("material", "告示第八十一号", "告示第八十二号"),
        ("material", "この限りでない", "届け出ることを要しない。ただし、輸出者を除く"),
        ("material", "事業者は、ビスマス", "輸入事業者は、ビスマス"),
        ("material", "５　この告示", "５　この告示は廃止する。\n６　この告示"),
    ],
    ("de", DE): [
        ("none", "Stand: 12. Januar 2027", "Stand: 20. Januar 2027"),
        ("none", "2,5 Mio. Euro", "2,5 Millionen Euro"),
        ("none", "40 Prozent", "40 %"),
        ("none", "31. März 2027", "31.03.2027"),
        ("none", "Frankreich und Polen", "Polen und Frankreich"),
        ("minor", "Frau Muster, Telefon 030 5550100", "Herr Beispiel, Telefon 030 5550199"),
        ("minor", "über die Förderung von", "zur Förderung von"),
        ("minor", "dürfen nicht gefördert werden", "können nicht gefördert werden"),
        ("minor", "Recyclinganlagen", "Recycling-Anlagen"),
        ("material", "40 Prozent", "50 Prozent"),
        ("material", "2,5 Mio.", "3,5 Mio."),
        ("material", "31. März 2027", "30. April 2027"),
        ("material", "elektronisch", "schriftlich"),
        ("material", "dürfen nicht gefördert", "dürfen gefördert"),
        ("material", "Frankreich und Polen", "Frankreich und Tschechien"),
        ("material", "8505 11 10", "8505 11 90"),
        ("material", "müssen", "können"),
        ("material", "Unternehmen mit Sitz", "kleine und mittlere Unternehmen mit Sitz"),
        ("material", "Bekanntmachung über", "Entwurf einer Bekanntmachung über"),
        ("material", "Stand: 12. Januar 2027", "Die Bekanntmachung wird mit sofortiger Wirkung aufgehoben.\nStand: 12. Januar 2027"),
        ("material", "höchstens 40", "mindestens 40"),
    ],
}

ALONE = [
    ("ko", "none", "수출신고 수리일로부터 삼십일 이내", "수출신고  수리일로부터 삼십일 이내"),
    ("ko", "minor", "제3조(정의) 이 법에서 사용하는 용어의 뜻은 다음과 같다.\n제4조(적용) 제3조의 용어에 따른다.", "제4조(정의) 이 법에서 사용하는 용어의 뜻은 다음과 같다.\n제5조(적용) 제4조의 용어에 따른다."),
    ("ko", "minor", "위원회는 기업의 부담을 고려하였다.", "위원회는 기업의 부담을 감안하였다."),
    ("ko", "minor", "인듐은 디스플레이에 쓰인다. 수출허가를 받아야 한다.", "인듐은 디스플레이와 태양전지에 널리 쓰이는 금속이다. 수출허가를 받아야 한다."),
    ("ko", "material", "위원회는 예비긍정 판정을 내렸다.", "위원회는 최종긍정 판정을 내렸다."),
    ("ko", "material", "대상 기업은 동화금속 주식회사와 세광산업이다.", "대상 기업은 동화금속 주식회사와 태림산업이다."),
    ("ko", "material", "공급망 위기경보를 관심 단계로 발령한다.", "공급망 위기경보를 주의 단계로 발령한다."),
    ("ko", "material", "수입업자는 신고하여야 한다.", "수입업자 및 그 대리인은 신고하여야 한다."),
    ("ko", "material", "모든 수출자는 허가를 받아야 한다.", "일부 수출자는 허가를 받아야 한다."),
    ("ko", "material", "접수는 15시에 마감한다.", "접수는 18시에 마감한다."),
    ("en", "minor", "The Secretary of Commerce, Mr. Smith, signed the order.", "Commerce Secretary Smith signed the order."),
    ("en", "minor", "Rhenium is used in jet engines. A license is required.", "Rhenium, a rare metal, is mainly used in jet engines. A license is required."),
    ("en", "minor", "Section 4. Definitions.\nSection 5. The terms of Section 4 apply.", "Section 5. Definitions.\nSection 6. The terms of Section 5 apply."),
    ("en", "minor", "The Department of Defense shall review the list.", "The Department of War shall review the list."),
    ("en", "minor", "Goods from Swaziland are free of duty.", "Goods from Eswatini are free of duty."),
    ("en", "none", "The rate is 1,500 tons.\n• copper\n• zinc", "The rate is 1500 tons.\n- copper\n- zinc"),
    ("en", "none", "EMBARGOED UNTIL 10 a.m. June 3, 2027\nThe list is final.", "EMBARGOED UNTIL 2 p.m. June 4, 2027\nThe list is final."),
    ("en", "material", "The agency proposes to add hafnium to the list.", "The agency has added hafnium to the list."),
    ("en", "material", "Licenses are valid for two years.", "Licenses are valid for one year."),
    ("en", "material", "Comments are due by 5 p.m. on June 3, 2027.", "Comments are due by noon on June 3, 2027."),
    ("en", "material", "The exemption covers all exporters.", "The exemption covers only exporters holding a general license."),
    ("en", "material", "Applications will be reviewed by the Bureau of Mines.", "Applications will be reviewed by the Office of Trade."),
    ("en", "material", "The duty applies to magnets made of samarium cobalt.", "The duty applies to magnets made of samarium cobalt, except those for medical devices."),
    ("zh", "minor", "附图：某矿区照片。申请人应当提交材料。", "附图：某矿区示意照片。申请人应当提交材料。"),
    ("zh", "none", "“镓”类物项，须许可", "「镓」类物项,须许可"),
    ("zh", "material", "商务部决定对该产品征收反倾销税。", "商务部决定暂停对该产品征收反倾销税。"),
    ("zh", "material", "管控名单列入东方光电有限公司。", "管控名单列入西北光电有限公司。"),
    ("zh", "minor", "中国银保监会负责解释。", "国家金融监督管理总局负责解释。"),
    ("ja", "minor", "トルコ産の鉱石に適用する。", "テュルキエ産の鉱石に適用する。"),
    ("ja", "material", "審議会は原案を可決した。", "審議会は原案を否決した。"),
    ("ja", "material", "対象は東都マテリアル株式会社とする。", "対象は西京マテリアル株式会社とする。"),
    ("de", "minor", "Das Bundesministerium für Wirtschaft und Klimaschutz entscheidet.", "Das Bundesministerium für Wirtschaft und Energie entscheidet."),
    ("de", "minor", "Wismut wird in Legierungen verwendet. Eine Genehmigung ist erforderlich.", "Wismut wird vor allem in Legierungen eingesetzt. Eine Genehmigung ist erforderlich."),
    ("de", "material", "Die Frist beträgt zwei Monate.", "Die Frist beträgt vier Monate."),
    ("de", "material", "Die Ausfuhr ist genehmigungspflichtig.", "Die Ausfuhr ist nicht genehmigungspflichtig."),
    ("de", "material", "Zuständig ist die Muster Rohstoff GmbH.", "Zuständig ist die Beispiel Metall GmbH."),
]  # fmt: skip


def cases() -> list[tuple[str, str, str, str]]:
    """(language, label, old, new)"""
    found = [(lang, label, text, text.replace(a, b, 1)) for (lang, text), changes in CHANGES.items() for label, a, b in changes]
    return found + ALONE
