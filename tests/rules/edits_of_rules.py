"""Revisions of guidelines and regulations: (base, label, old, new, facts) with the facts as (type, old, new)."""

BASES: dict[str, str] = {}
BASES["ko"] = """국가핵심기술 수출 승인 등에 관한 세부지침
제1조(목적) 이 지침은 국가핵심기술의 수출 승인 및 신고 절차를 정하는 것을 목적으로 한다.
제2조(승인신청) ① 국가로부터 연구개발비를 지원받은 대상기관이 국가핵심기술을 외국기업에 매각 또는 이전하려는 경우에는 산업통상부장관의 승인을 받아야 한다.
② 제1항의 신청을 받은 산업통상부장관은 45일 이내에 승인 여부를 통지하여야 한다. 이 경우 기술심사에 걸리는 기간은 제외한다.
제3조(신고) 대상기관은 수출계약 체결 전에 신고서 2부와 기술설명서를 제출하여야 한다. 다만, 해외 자회사에 이전하는 경우에는 사후에 신고할 수 있다.
제4조(대상기술)
구분 | 기술명 | 지정연도
반도체 | 30나노 이하급 D램 설계기술 | 2007
배터리 | 에너지밀도 265Wh/kg 이상 파우치형 배터리 제조기술 | 2016
디스플레이 | AMOLED 패널 공정기술 | 2007
제5조(실태조사) 산업통상부장관은 연 1회 이상 실태조사를 실시할 수 있다.
문의처 : 기술안보과 윤하늘 (☎ 044-203-4857)
이 지침은 관련 업계의 의견을 폭넓게 수렴하여 마련되었습니다."""
BASES["en"] = """COMMISSION IMPLEMENTING REGULATION (EU) 2027/611
Article 1
1. A definitive anti-dumping duty is imposed on imports of tungsten carbide, currently falling under CN codes 2849 90 30 and ex 3824 30 00, originating in Vietnam.
2. The rate of duty applicable to the net, free-at-Union-frontier price shall be 24,6 % for products manufactured by Hai Au Tungsten JSC and 39,1 % for all other companies.
Article 2
Producers not named in Article 1 may ask the Commission to be added to the list if they did not export the product during the investigation period.
Article 3
Undertakings shall report sales volumes to the Commission on a quarterly basis and keep invoices for three years.
Article 4
The measures shall not apply to goods already in transit on the day of entry into force, provided that the bill of lading was issued before 1 March 2027.
Article 5
This Regulation shall enter into force on the day following that of its publication in the Official Journal of the European Union.
It was prepared in close contact with the parties concerned.
Related documents: press release IP/27/402"""
BASES["ja"] = """備蓄法施行規則の一部を改正する省令の概要
第一条　指定物資は、コバルト、ニッケル、クロム及びモリブデンとする。
第二条　備蓄義務者は、前年の輸入量が五百トン以上の者とする。
第三条　備蓄義務者は、基準備蓄量を常時下回ってはならない。
第四条　経済産業大臣は、基準備蓄量の減少を承認することができる。この場合において、申請者は理由書を添付しなければならない。
第五条　報告は、毎月末日までに、書面又は電子情報処理組織により行う。
第六条　第三条の規定に違反した者は、百万円以下の罰金に処する。
第七条　備蓄に要する資金については、独立行政法人エネルギー・金属鉱物資源機構が債務保証を行う。
附則　この省令は、令和九年十月一日から施行する。
本改正は、審議会での議論を踏まえて取りまとめたものです。
問合せ先　鉱物課　高橋、内線4655"""
BASES["zh"] = """出口管制管控名单工作细则（征求意见稿）
第一条 将对象列入管控名单，由商务部会同有关部门决定并公告。
第二条 出口经营者不得与列入名单的进口商、最终用户进行交易。确需交易的，应当向商务部提出申请。
第三条 列入名单满一年的，可以申请移出。商务部应当自受理之日起30个工作日内答复。
第四条 申请人应当提交下列材料：
（一）申请书；
（二）合规承诺；
（三）第三方审计报告。
第五条 提供虚假材料的，给予警告，并处10万元以上50万元以下罚款；情节严重的，吊销许可证件。
第六条 本细则适用于货物、技术和服务。
公众可于2027年6月12日前将意见发送至 kongzhi@mofcom.example。
感谢社会各界对出口管制工作的关心和支持。"""
BASES["de"] = """Richtlinie zur Förderung der Exploration kritischer Rohstoffe
1. Zweck: Gefördert werden Erkundungsbohrungen nach Lithium, Kupfer und Flussspat in Sachsen und Thüringen.
2. Antragsberechtigt sind Unternehmen sowie Forschungseinrichtungen. Natürliche Personen sind nicht antragsberechtigt.
3. Die Zuwendung wird als nicht rückzahlbarer Zuschuss gewährt. Der Fördersatz beträgt bis zu 50 Prozent, höchstens jedoch 4 Millionen Euro je Vorhaben.
4. Anträge sind bis spätestens 30. November 2027 bei der Bundesanstalt für Geowissenschaften und Rohstoffe einzureichen.
5. Der Verwendungsnachweis ist innerhalb von sechs Monaten nach Abschluss des Vorhabens vorzulegen.
6. Das Vorhaben darf nicht vor Erteilung des Bescheids begonnen werden.
7. Auf die Förderung besteht kein Rechtsanspruch.
Die Richtlinie wurde mit den Ländern abgestimmt.
Kontakt: foerderung@bgr.example
Drucken | Teilen"""

EDITS: list[tuple[str, str, str, str, list[tuple[str, str, str]]]] = [
    ('ko','none','30나노 이하급 D램 설계기술 | 2007','30나노 이하급 D램 설계기술\t|\t2007',[]),
    ('ko','none','문의처 : 기술안보과 윤하늘 (☎ 044-203-4857)','문의처: 기술안보과 윤하늘(☎044-203-4857)',[]),
    ('ko','minor','정하는 것을 목적으로 한다','정함을 목적으로 한다',[]),
    ('ko','minor','윤하늘 (☎ 044-203-4857)','강바다 (☎ 044-203-4860)',[]),
    ('ko','minor','이 지침은 관련 업계의 의견을 폭넓게 수렴하여 마련되었습니다.','이 지침은 업계와의 충분한 소통을 거쳐 만들었습니다.',[]),
    ('ko','minor','통지하여야 한다','알려야 한다',[]),
    ('ko','minor','제2조(승인신청)','제2조(승인의 신청)',[]),
    ('ko','material','승인을 받아야 한다','신고를 하여야 한다',[('procedure','승인','신고')]),
    ('ko','material','45일 이내','90일 이내',[('date','45일','90일')]),
    ('ko','material','신고서 2부','신고서 3부',[('amount','2부','3부')]),
    ('ko','material','사후에 신고할 수 있다','신고를 생략할 수 있다',[('modality','신고할 수','생략할 수')]),
    ('ko','material','디스플레이 | AMOLED 패널 공정기술 | 2007\n','',[('item_removed','AMOLED 패널 공정기술','')]),
    ('ko','material','265Wh/kg 이상','300Wh/kg 이상',[('threshold','265','300')]),
    ('ko','material','배터리 | 에너지밀도 265Wh/kg 이상 파우치형 배터리 제조기술 | 2016\n','배터리 | 에너지밀도 265Wh/kg 이상 파우치형 배터리 제조기술 | 2016\n배터리 | 전고체 배터리 셀 제조기술 | 2027\n',[('item_added','','전고체 배터리 셀 제조기술')]),
    ('ko','material','실시할 수 있다','실시하여야 한다',[('modality','할 수 있다','하여야 한다')]),
    ('ko','material','매각 또는 이전하려는','매각, 이전 또는 공동연구하려는',[('item_added','','공동연구')]),
    ('ko','material','수출계약 체결 전에','수출계약 체결 후에',[('procedure','전에','후에')]),
    ('ko','material','이 경우 기술심사에 걸리는 기간은 제외한다.','',[('item_removed','기술심사에 걸리는 기간은 제외한다','')]),
    ('en','none','24,6 %','24,6%',[]),
    ('en','none','Related documents: press release IP/27/402','Related documents: press release IP/27/402; MEX/27/77',[]),
    ('en','minor','It was prepared in close contact with the parties concerned.','The parties concerned were closely involved in its preparation.',[]),
    ('en','minor','on the day following that of its publication','on the day after its publication',[]),
    ('en','minor','may ask the Commission','may request the Commission',[]),
    ('en','minor','The rate of duty applicable to','The duty rate applicable to',[]),
    ('en','material','24,6 %','26,4 %',[('threshold','24,6','26,4')]),
    ('en','material','2849 90 30','2849 90 50',[('hs_code','2849 90 30','2849 90 50')]),
    ('en','material','originating in Vietnam','originating in Vietnam and Laos',[('country','','Laos')]),
    ('en','material','Hai Au Tungsten JSC','Nui Phao Tungsten JSC',[('party','Hai Au','Nui Phao')]),
    ('en','material','on a quarterly basis','on a monthly basis',[('date','quarterly','monthly')]),
    ('en','material','shall not apply','shall also apply',[('modality','shall not','shall also')]),
    ('en','material','before 1 March 2027','before 1 April 2027',[('date','1 March 2027','1 April 2027')]),
    ('en','material','A definitive anti-dumping duty','A provisional anti-dumping duty',[('status','definitive','provisional')]),
    ('en','material','(EU) 2027/611','(EU) 2027/616',[('number','2027/611','2027/616')]),
    ('en','material','Article 4\nThe measures shall not apply to goods already in transit on the day of entry into force, provided that the bill of lading was issued before 1 March 2027.\n','',[('item_removed','goods already in transit','')]),
    ('en','material','shall report sales volumes','may report sales volumes',[('modality','shall report','may report')]),
    ('ja','none','五百トン以上','500トン以上',[]),
    ('ja','none','コバルト、ニッケル、クロム及びモリブデン','ニッケル、コバルト、モリブデン及びクロム',[]),
    ('ja','minor','高橋、内線4655','中村、内線4658',[]),
    ('ja','minor','本改正は、審議会での議論を踏まえて取りまとめたものです。','この改正は、審議会の議論に基づき作成しました。',[]),
    ('ja','minor','添付しなければならない','付けなければならない',[]),
    ('ja','material','クロム及びモリブデン','クロム、バナジウム及びモリブデン',[('item_added','','バナジウム')]),
    ('ja','material','五百トン以上','三百トン以上',[('threshold','五百トン','三百トン')]),
    ('ja','material','下回ってはならない','下回ることができる',[('modality','下回ってはならない','下回ることができる')]),
    ('ja','material','毎月末日まで','毎四半期末日まで',[('date','毎月','毎四半期')]),
    ('ja','material','書面又は電子情報処理組織により','電子情報処理組織により',[('procedure','書面','')]),
    ('ja','material','百万円以下の罰金','三百万円以下の罰金',[('threshold','百万円','三百万円')]),
    ('ja','material','独立行政法人エネルギー・金属鉱物資源機構','株式会社日本政策金融公庫',[('party','金属鉱物資源機構','日本政策金融公庫')]),
    ('ja','material','第六条　第三条の規定','第六条　第三条及び第五条の規定',[('scope','','第五条')]),
    ('zh','none','（一）申请书；\n（二）合规承诺；','1. 申请书\n2. 合规承诺',[]),
    ('zh','none','30个工作日','三十个工作日',[]),
    ('zh','minor','感谢社会各界对出口管制工作的关心和支持。','衷心感谢各界人士的关心与支持。',[]),
    ('zh','minor','由商务部会同有关部门决定并公告','由商务部会同有关部门作出决定并予以公告',[]),
    ('zh','minor','kongzhi@mofcom.example','ckgz@mofcom.example',[]),
    ('zh','material','（征求意见稿）','',[('status','征求意见稿','')]),
    ('zh','material','不得与','可以与',[('modality','不得','可以')]),
    ('zh','material','满一年','满两年',[('date','一年','两年')]),
    ('zh','material','（三）第三方审计报告。','（三）第三方审计报告；\n（四）最终用户清单。',[('item_added','','最终用户清单')]),
    ('zh','material','10万元以上50万元以下','20万元以上100万元以下',[('threshold','10万元','20万元'),('threshold','50万元','100万元')]),
    ('zh','material','货物、技术和服务','货物和技术',[('item_removed','服务','')]),
    ('zh','material','由商务部会同有关部门决定','由海关总署会同有关部门决定',[('party','商务部','海关总署')]),
    ('zh','material','2027年6月12日前','2027年6月21日前',[('date','6月12日','6月21日')]),
    ('de','none','Drucken | Teilen','Teilen | Drucken | Merken',[]),
    ('de','none','30. November 2027','30.11.2027',[]),
    ('de','minor','Die Richtlinie wurde mit den Ländern abgestimmt.','Die Länder haben an der Abstimmung der Richtlinie mitgewirkt.',[]),
    ('de','minor','foerderung@bgr.example','explorationsfoerderung@bgr.example',[]),
    ('de','minor','Das Vorhaben darf nicht vor','Das Projekt darf nicht vor',[]),
    ('de','material','Lithium, Kupfer und Flussspat','Lithium, Kupfer, Zinn und Flussspat',[('item_added','','Zinn')]),
    ('de','material','in Sachsen und Thüringen','in Sachsen',[('item_removed','Thüringen','')]),
    ('de','material','Natürliche Personen sind nicht antragsberechtigt','Natürliche Personen sind antragsberechtigt',[('modality','nicht antragsberechtigt','antragsberechtigt')]),
    ('de','material','bis zu 50 Prozent','bis zu 60 Prozent',[('threshold','50 Prozent','60 Prozent')]),
    ('de','material','4 Millionen Euro','6 Millionen Euro',[('threshold','4 Millionen','6 Millionen')]),
    ('de','material','innerhalb von sechs Monaten','innerhalb von drei Monaten',[('date','sechs Monaten','drei Monaten')]),
    ('de','material','darf nicht vor Erteilung','darf bereits vor Erteilung',[('modality','nicht','bereits')]),
    ('de','material','bei der Bundesanstalt für Geowissenschaften und Rohstoffe','beim Projektträger Jülich',[('party','Bundesanstalt für Geowissenschaften und Rohstoffe','Projektträger Jülich')]),
    ('de','material','Unternehmen sowie Forschungseinrichtungen','Unternehmen',[('item_removed','Forschungseinrichtungen','')]),
]  # fmt: skip
