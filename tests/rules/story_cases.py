"""Publications written for the tests. Of one act: same; of one matter: related; of one cluster otherwise: different."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

#: cluster, matter, act, language, publisher, date, title, lead
ITEMS = [
    # antimony from one country: proposal, rule; another country
    ("antimony", "cn-sb", "rule", "zh", "商务部", "2027-02-10", "商务部公告2027年第9号 公布对锑相关物项实施出口管制的决定", "自2027年3月10日起，出口锑锭、氧化锑须取得许可。"),
    ("antimony", "cn-sb", "rule", "en", "Reuters-like", "2027-02-10", "China imposes export controls on antimony from March 10", "Exporters of antimony ingot and oxide will need a licence, the commerce ministry said."),
    ("antimony", "cn-sb", "rule", "ko", "한국무역협회", "2027-02-11", "중국, 3월 10일부터 안티모니 수출통제 시행 발표", "상무부가 안티모니 괴와 산화물을 수출허가 대상으로 지정했다."),
    ("antimony", "cn-sb", "rule", "ja", "ジェトロ", "2027-02-12", "中国商務部、アンチモン関連品目の輸出管理を発表", "3月10日からアンチモン地金などの輸出に許可が必要になる。"),
    ("antimony", "cn-sb", "rule", "de", "GTAI", "2027-02-12", "China führt Exportkontrollen für Antimon ein", "Ab dem 10. März benötigen Ausfuhren von Antimon eine Genehmigung."),
    ("antimony", "cn-sb", "react", "en", "U.S. Department of Commerce", "2027-02-13", "United States criticizes China's antimony export controls", "The department called the licensing regime unjustified and vowed a response."),
    ("antimony", "cn-sb", "suspend", "zh", "商务部", "2027-09-01", "商务部公告2027年第51号 公布暂停实施2027年第9号公告", "自即日起至2028年9月1日暂停对锑相关物项的出口管制措施。"),
    ("antimony", "cn-sb", "suspend", "en", "Reuters-like", "2027-09-01", "China suspends antimony export controls for a year", "The measures announced in February are on hold until September 2028."),
    ("antimony", "cn-bi", "rule", "en", "Reuters-like", "2027-02-24", "China imposes export controls on bismuth and indium", "Exporters will need a licence from April."),
    ("antimony", "tj-sb", "mine", "en", "Mining Weekly-like", "2027-02-11", "Tajikistan opens new antimony mine", "The mine will yield 4,000 tonnes a year."),
    # anti-dumping steps
    ("plate", "kr-plate", "init", "ko", "산업통상부", "2027-01-20", "무역위, 인도네시아산 스테인리스 후판 덤핑조사 개시", "국내 제조사의 신청에 따라 조사를 개시하였다."),
    ("plate", "kr-plate", "init", "en", "Metal Bulletin-like", "2027-01-21", "South Korea opens anti-dumping probe into Indonesian stainless plate", "The trade commission began its investigation after a complaint by local mills."),
    ("plate", "kr-plate", "prelim", "ko", "산업통상부", "2027-06-17", "무역위, 인도네시아산 스테인리스 후판 예비긍정 판정", "잠정덤핑방지관세 18.4% 부과를 건의하기로 했다."),
    ("plate", "kr-plate", "prelim", "ja", "鉄鋼通信", "2027-06-18", "韓国、インドネシア産ステンレス厚板に暫定反ダンピング税18.4%", "貿易委員会が仮決定した。"),
    ("plate", "kr-plate", "final", "ko", "산업통상부", "2027-12-16", "무역위, 인도네시아산 스테인리스 후판 최종긍정 판정", "덤핑방지관세 20.1%를 5년간 부과하도록 건의한다."),
    ("plate", "kr-plate2", "init", "ko", "산업통상부", "2027-01-20", "무역위, 중국산 합판 덤핑조사 개시", "국내 제조사의 신청에 따라 조사를 개시하였다."),
    # monthly figures
    ("stats", "s5", "s5", "ko", "산업통상부", "2027-06-01", "2027년 5월 수출입 동향", "5월 수출은 전년 동월 대비 4.1% 증가한 598억 달러를 기록하였다."),
    ("stats", "s6", "s6", "ko", "산업통상부", "2027-07-01", "2027년 6월 수출입 동향", "6월 수출은 전년 동월 대비 2.2% 증가한 603억 달러를 기록하였다."),
    ("stats", "s5", "s5", "en", "Yonhap-like", "2027-06-01", "South Korea's exports rise 4.1 percent in May to $59.8 billion", "Chips led the growth, the industry ministry said."),
    ("stats", "c5", "c5", "zh", "海关总署", "2027-06-09", "5月稀土出口量同比增长", "海关数据显示5月稀土出口5,800吨。"),
    ("stats", "c6", "c6", "en", "Reuters-like", "2027-07-09", "China's rare earth exports fall in June", "Shipments dropped to 4,900 tons, customs data showed."),
    ("stats", "c5", "c5", "en", "Reuters-like", "2027-06-09", "China's rare earth exports rise to 5,800 tons in May", "Customs data showed growth from a year earlier."),
    # agreements of a journey
    ("visit", "kz-mou", "sign", "ko", "산업통상부", "2027-04-14", "한-카자흐스탄, 희소금속 공동개발 양해각서 체결", "양국은 아스타나에서 텅스텐과 리튬 공동 탐사에 합의했다."),
    ("visit", "kz-mou", "sign", "en", "Astana Times-like", "2027-04-14", "Kazakhstan and South Korea sign memorandum on tungsten and lithium exploration", "The document was signed in Astana."),
    ("visit", "uz-mou", "sign", "ko", "산업통상부", "2027-04-16", "한-우즈베키스탄, 핵심광물 공급망 양해각서 체결", "양국은 타슈켄트에서 몰리브덴 협력에 합의했다."),
    ("visit", "kz-summit", "talk", "ko", "대통령실", "2027-04-14", "한-카자흐스탄 정상회담 결과", "양 정상은 원전과 교통 분야 협력을 논의했다."),
    ("visit", "jp-mn", "talk", "ja", "外務省", "2027-04-15", "日・モンゴル外相会談", "両外相は銅と石炭の供給網について意見を交換した。"),
    # one law on its way
    ("crma", "eu-mag", "prop", "en", "European Commission", "2027-03-03", "Commission proposes recycled content rules for permanent magnets", "The proposal would require 20% recycled rare earths by 2031."),
    ("crma", "eu-mag", "prop", "de", "Handelsblatt-ähnlich", "2027-03-03", "EU-Kommission schlägt Rezyklatquote für Dauermagnete vor", "Bis 2031 sollen 20 Prozent der Seltenen Erden aus Recycling stammen."),
    ("crma", "eu-mag", "prop", "ko", "KOTRA", "2027-03-05", "EU 집행위, 영구자석 재활용 함량 의무화 규정안 제안", "2031년까지 희토류 20%를 재활용 원료로 쓰도록 하는 내용이다."),
    ("crma", "eu-mag", "adopt", "en", "Council of the EU", "2028-02-20", "Council adopts recycled content rules for permanent magnets", "The regulation enters into force 20 days after publication."),
    ("crma", "eu-mag", "adopt", "de", "Handelsblatt-ähnlich", "2028-02-21", "EU-Rat verabschiedet Rezyklatvorgaben für Dauermagnete", "Die Verordnung tritt 20 Tage nach Veröffentlichung in Kraft."),
    ("crma", "eu-bat", "prop", "en", "European Commission", "2027-03-03", "Commission proposes to delay due diligence duties for battery makers", "The obligation would start two years later."),
    # producer limits
    ("nickel", "id-quota", "cut", "en", "Argus-like", "2027-01-12", "Indonesia cuts nickel ore mining quota to 200 million tonnes", "The energy ministry lowered the 2027 allocation."),
    ("nickel", "id-quota", "cut", "ja", "JOGMEC", "2027-01-13", "インドネシア、ニッケル鉱石の生産割当を2億トンに削減", "エネルギー鉱物資源省が2027年の割当を引き下げた。"),
    ("nickel", "id-quota", "cut", "zh", "财联社", "2027-01-12", "印尼将镍矿开采配额下调至2亿吨", "能源部下调2027年配额。"),
    ("nickel", "id-royalty", "raise", "en", "Argus-like", "2027-01-19", "Indonesia raises royalty on nickel ore", "The rate goes up to 18 percent."),
    ("nickel", "ph-ban", "ban", "en", "Argus-like", "2027-01-14", "Philippines drops nickel ore export ban from mining bill", "Lawmakers removed the clause."),
    ("nickel", "ph-ban", "ban", "ko", "한국광해광업공단", "2027-01-15", "필리핀, 광업법안에서 니켈 원광 수출금지 조항 삭제", "의회가 해당 조항을 제외했다."),
    # same form letter, other subject; posts of one release
    ("notice", "n-a", "post", "ko", "산업통상부", "2027-05-11", "제4차 자원안보협의회 개최", "산업통상부는 5월 11일 서울에서 제4차 자원안보협의회를 열어 희토류 비축 계획을 점검했다."),
    ("notice", "n-a", "post", "ko", "기획예산처", "2027-05-11", "제4차 자원안보협의회 개최(5.11)", "산업통상부는 5월 11일 서울에서 제4차 자원안보협의회를 열어 희토류 비축 계획을 점검했다. 담당 과장 이아무"),
    ("notice", "n-a", "post5", "ko", "산업통상부", "2027-06-15", "제5차 자원안보협의회 개최", "산업통상부는 6월 15일 서울에서 제5차 자원안보협의회를 열어 리튬 비축 계획을 점검했다."),
    ("notice", "n-b", "post", "ko", "산업통상부", "2027-05-12", "제2차 통상정책자문위원회 개최", "산업통상부는 5월 12일 서울에서 제2차 통상정책자문위원회를 열어 통상 현안을 점검했다."),
    ("loan", "l1", "l1", "en", "Department of Energy", "2027-03-09", "Energy Department closes $410 million loan for Nevada boron-lithium project", "The loan supports the Silver Ridge project."),
    ("loan", "l1", "l1", "zh", "新华财经", "2027-03-10", "美国能源部为内华达锂硼项目提供4.1亿美元贷款", "贷款用于Silver Ridge项目。"),
    ("loan", "l1", "l1", "ko", "KIEP", "2027-03-11", "美 에너지부, 네바다 리튬 사업에 4억 1천만 달러 대출", "실버리지(Silver Ridge) 사업을 지원한다."),
    ("loan", "l2", "l2", "en", "Department of Energy", "2027-03-16", "Energy Department announces $96 million loan for Louisiana graphite plant", "The loan supports anode production."),
    ("loan", "l3", "l3", "en", "Export Finance Australia", "2027-03-10", "Australia lends A$200 million to rare earths refinery", "The loan backs a plant in Western Australia."),
    ("entity", "bis", "add", "en", "Federal Register", "2027-07-02", "Additions of Entities to the Entity List", "The Bureau of Industry and Security adds 17 entities under the destination of China for acquiring U.S. semiconductor tools."),
    ("entity", "bis", "add", "ko", "무역안보관리원", "2027-07-03", "美 BIS, 중국 반도체 기업 등 17개사 우려거래자 명단 추가", "미국산 반도체 장비를 확보하려 한 기업들이 대상이다."),
    ("entity", "bis", "add", "en", "Wire", "2027-07-01", "US adds 17 Chinese firms to Entity List over chip tools", "Washington targets companies that acquired semiconductor equipment."),
    ("entity", "bis", "react", "zh", "商务部", "2027-07-03", "商务部新闻发言人就美将17家中国实体列入实体清单答记者问", "中方坚决反对，将采取必要措施。"),
    ("entity", "bis2", "add", "en", "Federal Register", "2027-07-20", "Additions of Entities to the Entity List", "The Bureau of Industry and Security adds 5 entities under the destinations of Iran and Türkiye for drone parts."),
    ("tar","us-cu","ann","en","The White House","2027-05-03","Fact Sheet: President Imposes Tariff on Refined Copper","The proclamation sets a 25 percent tariff under Section 232 starting June 1."),
    ("tar","us-cu","ann","en","Wire","2027-05-03","Trump slaps 25% duty on refined copper imports","The levy starts June 1, officials said."),
    ("tar","us-cu","ann","ko","연합뉴스","2027-05-04","트럼프, 정제 구리에 25% 관세…6월 1일부터","무역확장법 232조에 따른 포고문에 서명했다."),
    ("tar","us-cu","ann","de","Handelsblatt","2027-05-04","Trump verhängt 25 Prozent Zoll auf raffiniertes Kupfer","Die Abgabe gilt ab 1. Juni."),
    ("tar","us-cu","force","en","CBP","2027-06-01","CBP begins collecting copper duties","Importers must pay the 25 percent tariff on refined copper from today."),
    ("tar","us-cu","react","zh","商务部","2027-05-05","商务部新闻发言人就美对精炼铜加征关税答记者问","中方敦促美方取消单边关税措施。"),
    ("tar","us-cu","react-cl","en","Wire","2027-05-04","Chile seeks exemption from US copper tariff","The mining minister will travel to Washington."),
    ("tar","us-al","ann","en","Wire","2027-05-10","Trump doubles aluminium tariff to 50%","The increase takes effect in June."),
    ("tar","us-chip","ann","ko","연합뉴스","2027-05-12","트럼프, 반도체에 25% 관세 부과 발표","무역확장법 232조에 따른 포고문에 서명했다."),
    ("ree","jp-fund","ok","ja","経済産業省","2027-03-02","レアアース確保に向けた豪州企業への出資を決定しました","JOGMECを通じて100億円を出資する。"),
    ("ree","jp-fund","ok","ja","日経","2027-03-02","政府、豪レアアース企業に100億円出資","JOGMEC経由で重希土類を確保する。"),
    ("ree","jp-fund","ok","en","Nikkei-like","2027-03-03","Japan to invest 10 billion yen in Australian rare earths producer","State-run JOGMEC will take the stake."),
    ("ree","jp-fund","ok","zh","财联社","2027-03-03","日本将向澳大利亚稀土企业出资100亿日元","由JOGMEC出资。"),
    ("ree","jp-vn","ok","ja","経済産業省","2027-03-09","ベトナムのレアアース探査に関する覚書を締結しました","JOGMECが共同探査を行う。"),
    ("ree","us-au","deal","en","U.S. Department of State","2027-03-04","United States and Australia sign rare earths framework","The partners will invest in mining."),
    ("ree","cn-quota","h1","zh","工业和信息化部","2027-03-05","关于下达2027年第一批稀土开采、冶炼分离总量控制指标的通知","指标为14万吨。"),
    ("ree","cn-quota","h1","en","Reuters-like","2027-03-06","China sets first batch of 2027 rare earth quotas at 140,000 tons","The ministry issued mining and smelting quotas."),
    ("ree","cn-quota","h1","ko","KOMIS","2027-03-08","중국, 2027년 1차 희토류 채굴 쿼터 14만톤 발표","공업정보화부가 채굴 및 제련 총량을 통지했다."),
    ("ree","cn-quota","h2","zh","工业和信息化部","2027-08-20","关于下达2027年第二批稀土开采、冶炼分离总量控制指标的通知","指标为15万吨。"),
    ("law","de-ldg","draft","de","Bundesministerium für Arbeit","2027-01-14","Referentenentwurf zur Änderung des Lieferkettengesetzes veröffentlicht","Die Berichtspflicht soll entfallen."),
    ("law","de-ldg","draft","en","Wire","2027-01-15","Germany publishes draft to loosen supply chain law","Reporting duty would be scrapped."),
    ("law","de-ldg","draft","de","Tagesschau","2027-01-14","Ministerium legt Entwurf für schwächeres Lieferkettengesetz vor","Unternehmen müssten nicht mehr berichten."),
    ("law","de-ldg","pass","de","Deutscher Bundestag","2027-06-25","Bundestag beschließt Änderung des Lieferkettengesetzes","Die Berichtspflicht entfällt."),
    ("law","kr-res","notice","ko","산업통상부","2027-02-01","국가자원안보 특별법 시행령 개정안 입법예고","3월 13일까지 의견을 받는다."),
    ("law","kr-res","cabinet","ko","산업통상부","2027-05-18","국가자원안보 특별법 시행령 개정안 국무회의 의결","6월 1일부터 시행된다."),
    ("law","kr-res","cabinet","ko","뉴시스","2027-05-18","자원안보법 시행령 국무회의 통과…6월 시행","핵심자원에 갈륨을 추가했다."),
    ("law","kr-tax","notice","ko","재정경제부","2027-02-01","관세법 시행령 개정안 입법예고","3월 13일까지 의견을 받는다."),
    ("mine","fire","acc","en","Wire","2027-07-07","Freeport halts Grasberg copper mine after mudslide","Two workers are missing."),
    ("mine","fire","acc","zh","财联社","2027-07-08","自由港印尼格拉斯伯格铜矿因泥石流停产","两名工人失踪。"),
    ("mine","fire","restart","en","Wire","2027-09-30","Freeport restarts Grasberg copper mine","Output resumes in phases after the July mudslide."),
    ("mine","strike","str","en","Wire","2027-07-08","Workers strike at Chile's Escondida copper mine","The union rejected the pay offer."),
    ("mine","zm","tax","en","Wire","2027-07-09","Zambia suspends copper concentrate export duty","The waiver lasts until December."),
    ("mine","zm","tax","ko","KOTRA","2027-07-12","잠비아, 동정광 수출세 12월까지 유예","재무부가 발표했다."),
    ("sp","kr-b","bal","ko","조달청","2027-04-05","조달청, 2분기 희소금속 비축물자 방출 공고","인듐과 갈륨을 판매한다."),
    ("sp","kr-b","bal3","ko","조달청","2027-07-05","조달청, 3분기 희소금속 비축물자 방출 공고","인듐과 갈륨을 판매한다."),
    ("sp","us-dla","buy","en","Defense Logistics Agency","2027-04-06","DLA seeks offers for 500 tonnes of gallium-free antimony metal","Solicitation closes May 1."),
    ("sp","us-dla","buy","ko","KITA","2027-04-07","美 국방군수국, 안티모니 500톤 구매 입찰 공고","5월 1일 마감한다."),
    ("sp","jp-s","plan","ja","経済産業省","2027-04-06","重要鉱物の国家備蓄目標を見直します","備蓄日数を180日に拡大する。"),
    ("sp","jp-s","plan","ko","KIEP","2027-04-08","일본, 핵심광물 국가비축 목표 180일로 확대","경제산업성이 비축 목표를 개편한다."),
    ("dlg","kr-jp","talk","ko","산업통상부","2027-04-20","제6차 한-일 수출관리 정책대화 개최","양국은 도쿄에서 반도체 소재 수출관리 제도를 논의했다."),
    ("dlg","kr-jp","talk","ja","経済産業省","2027-04-20","第6回日韓輸出管理政策対話を開催しました","東京で両国の制度について意見交換を行った。"),
    ("dlg","kr-us","talk","ko","산업통상부","2027-04-22","제6차 한-미 수출통제 실무회의 개최","양국은 워싱턴에서 수출통제 협력을 논의했다."),
    ("dlg","cn-jp","talk","zh","商务部","2027-04-21","中日出口管制对话机制第四次会议在北京举行","双方就稀土出口问题交换意见。"),
    ("dlg","cn-jp","talk","ja","経済産業省","2027-04-21","第4回日中輸出管理対話を開催しました","レアアースの輸出について意見交換した。"),
    ("dlg","cn-eu","talk","en","European Commission","2027-04-21","EU and China hold third export control dialogue","The two sides discussed rare earth licences."),
    ("dlg","cn-eu","talk","zh","商务部","2027-04-22","中欧出口管制对话机制第三次会议举行","双方讨论稀土许可便利化。"),
    ("ad","eu-steel","init","en","European Commission","2027-02-02","Notice of initiation of an anti-dumping proceeding concerning imports of ferro-silicon originating in Kazakhstan","The Commission has received a complaint."),
    ("ad","eu-steel","init","de","Stahl-Zentrum","2027-02-03","EU leitet Antidumpingverfahren zu Ferrosilizium aus Kasachstan ein","Die Kommission prüft eine Beschwerde der Branche."),
    ("ad","eu-steel","prov","en","European Commission","2027-09-28","Commission imposes provisional anti-dumping duty on ferro-silicon from Kazakhstan","The duty ranges up to 22%."),
    ("ad","eu-steel","prov","de","Stahl-Zentrum","2027-09-29","EU verhängt vorläufige Zölle auf Ferrosilizium aus Kasachstan","Die Sätze reichen bis 22 Prozent."),
    ("ad","eu-mn","init","en","European Commission","2027-02-05","Notice of initiation of an anti-dumping proceeding concerning imports of silico-manganese originating in India","The Commission has received a complaint."),
    ("ad","us-si","final","en","Federal Register","2027-02-04","Silicon Metal From Angola: Final Affirmative Determination of Sales at Less Than Fair Value","Commerce determines that silicon metal from Angola is being sold at less than fair value."),
    ("ad","us-si2","final","en","Federal Register","2027-02-04","Silicon Metal From Laos: Final Affirmative Determination of Sales at Less Than Fair Value","Commerce determines that silicon metal from Laos is being sold at less than fair value."),
    ("ad","us-si","final","en","Law360-like","2027-02-05","Commerce finds Angolan silicon metal dumped in final ruling","The department set a final margin of 68 percent."),
    ("ad","us-si","prelim","en","Federal Register","2026-09-10","Silicon Metal From Angola: Preliminary Affirmative Determination of Sales at Less Than Fair Value","Commerce preliminarily determines."),
    ("ad","us-si","order","en","Federal Register","2027-03-22","Silicon Metal From Angola: Antidumping Duty Order","Based on affirmative final determinations, Commerce is issuing an order."),
    ("ko","kr-batt","plan","ko","산업통상부","2027-05-20","산업부, 배터리 핵심광물 재자원화 클러스터 조성 계획 발표","2030년까지 5천억 원을 투입한다."),
    ("ko","kr-batt","plan","ko","한국경제","2027-05-20","핵심광물 재자원화 단지에 5000억 투입…정부 \"2030년까지 조성\"","폐배터리에서 리튬과 코발트를 회수한다."),
    ("ko","kr-batt","plan","ko","대한민국 정책브리핑","2027-05-20","산업부, 배터리 핵심광물 재자원화 클러스터 조성 계획 발표","2030년까지 5천억 원을 투입한다. 자세한 내용은 붙임 참조"),
    ("ko","kr-batt","brief","ko","산업통상부","2027-05-27","배터리 핵심광물 재자원화 클러스터 설명회 개최","지자체를 대상으로 공모 절차를 설명했다."),
    ("ko","kr-fund","ok","ko","기획예산처","2027-05-20","공급망안정화기금 5조 원 추가 조성","핵심광물 확보 사업을 지원한다."),
    ("ko","kr-visit","v","ko","산업통상부","2027-05-20","산업부 장관, 재자원화 기업 현장 방문","배터리 재활용 기업의 애로를 들었다."),
    ("ban","mm","ban","en","Wire","2027-06-02","Myanmar rebels suspend rare earth exports to China","Kachin authorities closed border crossings."),
    ("ban","mm","ban","zh","财联社","2027-06-03","缅甸克钦地方武装暂停对华稀土出口","边境口岸关闭。"),
    ("ban","mm","ban","ja","JOGMEC","2027-06-04","ミャンマー武装勢力、中国向けレアアース輸出を停止","カチン州の国境検問所を閉鎖した。"),
    ("ban","my","ban","en","Wire","2027-06-03","Malaysia to keep ban on raw rare earth exports","The minister ruled out exemptions."),
    ("ban","ga","ban","en","Wire","2027-06-01","Gabon to ban manganese ore exports from 2029","The government wants local processing."),
    ("ban","ga","ban","ko","KOMIS","2027-06-02","가봉, 2029년부터 망간 원광 수출 금지","현지 가공을 유도하려는 조치다."),
    ("ban","ga","ban","de","Reuters-ähnlich","2027-06-02","Gabun verbietet ab 2029 die Ausfuhr von Manganerz","Die Regierung will die Verarbeitung im Land fördern."),
    ("ban","zw","ban","en","Wire","2027-06-01","Zimbabwe to ban lithium concentrate exports from 2027","The government wants local processing."),
]  # fmt: skip


def cases() -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """(label, item, item) of each cluster"""
    for one, other in combinations([*ITEMS, *_items()], 2):
        if one[0] == other[0]:
            label = "same" if one[1:3] == other[1:3] else "related" if one[1] == other[1] else "different"
            yield label, _row(one), _row(other)


def _items() -> Iterator[tuple[str, ...]]:
    """Of the files in `stories/`, in the same eight columns; clusters of two files never meet."""
    for file in sorted((Path(__file__).parent / "stories").glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            cluster, *rest = line.split("\t")
            yield f"{file.stem} {cluster}", *rest


def _row(item: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(("lang", "publisher", "date", "title", "lead"), item[3:], strict=True))
