"""Revisions of programmes and pages of the web: (base, label, old, new, facts) with the facts as (type, old, new)."""

BASES: dict[str, str] = {}
BASES["ko"] = """홈 > 알림마당 > 공지사항
[공고] 2027년 하반기 희소금속 비축물자 방출계획
조달청 공고 제2027-88호
1. 방출품목 및 수량
품목 | 규격 | 수량(톤) | 단가(원/kg)
인듐 | 99.99% | 3 | 412,000
비스무트 | 99.9% | 25 | 18,500
실리콘 | 441급 | 500 | 3,150
2. 신청자격: 국내 제조시설을 보유한 실수요업체로서 조달청에 이용업체로 등록된 자
3. 업체별 한도는 방출수량의 20%를 초과할 수 없다.
4. 대금은 계약체결일부터 10일 이내에 현금으로 납부한다.
5. 방출물자는 국외로 반출하거나 제3자에게 전매하여서는 아니 된다.
6. 이 계획은 원자재 시장 상황에 따라 변경될 수 있습니다.
많은 관심과 신청 바랍니다.
첨부파일: 방출계획.hwp
작성자: 원자재비축과 | 작성일: 2027.06.30 | 조회: 77"""
BASES["en"] = """Home > Trade > Quotas
Tariff-rate quota for magnesium ingots: questions and answers
Last reviewed: 12 April 2027
What is the size of the quota? The quota is 12,000 tonnes for the period 1 July 2027 to 30 June 2028.
Who can apply? Importers established in the customs territory that processed at least 100 tonnes in the previous year.
How is the quota shared out? Licences are issued on a first come, first served basis. A single importer cannot receive more than 15% of the quota.
What security is needed? Applicants must lodge a security of EUR 25 per tonne.
What happens to unused amounts? Licences that are not used within 120 days lapse, and the amounts are returned to the quota.
Which documents are needed? A commercial invoice, a certificate of origin and a declaration of end use.
Goods of Russian origin are not eligible.
The out-of-quota duty is 16%.
We hope that these answers are helpful.
Follow us on LinkedIn | Subscribe to our newsletter"""
BASES["ja"] = """ホーム ＞ 政策情報 ＞ レアメタル
タングステン使用量削減技術開発事業　公募要領（抜粋）
【補助対象者】国内に事業所を有する民間企業、大学
【補助率】中小企業は２／３以内、大企業は１／２以内
【補助上限額】１件当たり２億円
【事業期間】交付決定日から令和１０年２月２８日まで
【公募期間】令和９年５月１０日から６月１１日正午まで
【提出方法】補助金申請システム（Jグランツ）による電子申請のみとし、郵送は受け付けません。
【審査】外部有識者による書面審査を行い、必要に応じてヒアリングを実施する。
【留意事項】交付決定前に発注した経費は対象外とする。
【選定件数】５件程度
ご応募をお待ちしております。
お問い合わせ：製造産業局　鉱物課　E-mail: w-kobo@example.go.jp"""
BASES["zh"] = """当前位置：首页 > 政务公开 > 政策文件
关于申报2027年度关键金属绿色制造专项的通知
各省、自治区、直辖市工业和信息化主管部门：
一、支持方向：钨、锑、铟的清洁冶炼和再生利用。
二、申报主体应为在中国境内注册满三年的独立法人，近三年无重大安全、环保事故。
三、单个项目补助不超过总投资的20%，最高1500万元。
四、各地推荐项目不得超过3个。
五、请于2027年7月15日17时前通过专项管理平台提交，逾期不予受理。
六、已获得中央预算内投资支持的项目不得重复申报。
请各地高度重视，认真组织。
联系人：材料处 赵某 010-68205555
字号：[大 中 小] 打印本页"""
BASES["de"] = """Startseite > Außenwirtschaft > Meldepflichten
Merkblatt zur Meldepflicht für Galliumbestände
Stand: April 2027
Wer muss melden? Unternehmen mit einem Lagerbestand von mehr als 200 Kilogramm.
Was ist zu melden? Menge, Reinheitsgrad, Lagerort und Lieferant.
Wie oft? Die Meldung erfolgt halbjährlich zum 30. Juni und 31. Dezember.
Ausnahmen: Forschungseinrichtungen und öffentliche Krankenhäuser sind von der Meldepflicht befreit.
Folgen: Bei verspäteter Meldung kann ein Zwangsgeld von bis zu 5.000 Euro festgesetzt werden.
Die Angaben werden vertraulich behandelt und nicht an Dritte weitergegeben.
Das Formular M 12 ist zu verwenden.
Wir bedanken uns für Ihre Mitwirkung.
Nach oben | Seite drucken"""

EDITS: list[tuple[str, str, str, str, list[tuple[str, str, str]]]] = [
    ('ko','none','조회: 77','조회: 2,310',[]),
    ('ko','none','홈 > 알림마당 > 공지사항','HOME > 알림·소식 > 공지사항',[]),
    ('ko','none','412,000','412000',[]),
    ('ko','minor','많은 관심과 신청 바랍니다.','여러분의 많은 참여를 바랍니다.',[]),
    ('ko','minor','작성자: 원자재비축과','작성자: 비축사업과',[]),
    ('ko','minor','보유한 실수요업체로서','갖춘 실수요업체로서',[]),
    ('ko','material','인듐 | 99.99% | 3 | 412,000','인듐 | 99.99% | 3 | 421,000',[('amount','412,000','421,000')]),
    ('ko','material','비스무트 | 99.9% | 25 | 18,500\n','',[('item_removed','비스무트','')]),
    ('ko','material','20%를 초과할 수 없다','30%를 초과할 수 없다',[('threshold','20%','30%')]),
    ('ko','material','10일 이내에 현금으로','10일 이내에 현금 또는 보증서로',[('procedure','','보증서')]),
    ('ko','material','전매하여서는 아니 된다','전매할 수 있다',[('modality','아니 된다','수 있다')]),
    ('ko','material','국외로 반출하거나 제3자에게','제3자에게',[('item_removed','국외로 반출','')]),
    ('ko','material','제2027-88호','제2027-89호',[('number','2027-88','2027-89')]),
    ('en','none','Last reviewed: 12 April 2027','Last reviewed: 2 June 2027',[]),
    ('en','none','Follow us on LinkedIn | Subscribe to our newsletter','Subscribe to our newsletter | Follow us on LinkedIn | RSS',[]),
    ('en','none','12,000 tonnes','12 000 tonnes',[]),
    ('en','minor','We hope that these answers are helpful.','We hope you find these answers useful.',[]),
    ('en','minor','How is the quota shared out?','How is the quota distributed?',[]),
    ('en','minor','Applicants must lodge a security','Applicants must provide a security',[]),
    ('en','material','12,000 tonnes','14,000 tonnes',[('amount','12,000','14,000')]),
    ('en','material','at least 100 tonnes','at least 250 tonnes',[('threshold','100 tonnes','250 tonnes')]),
    ('en','material','on a first come, first served basis','in proportion to past imports',[('procedure','first come, first served','in proportion to past imports')]),
    ('en','material','EUR 25 per tonne','EUR 40 per tonne',[('amount','EUR 25','EUR 40')]),
    ('en','material','within 120 days','within 90 days',[('date','120 days','90 days')]),
    ('en','material','a certificate of origin and a declaration of end use','a certificate of origin, a mill certificate and a declaration of end use',[('item_added','','mill certificate')]),
    ('en','material','Goods of Russian origin are not eligible.\n','',[('item_removed','Goods of Russian origin are not eligible','')]),
    ('en','material','out-of-quota duty is 16%','out-of-quota duty is 18%',[('threshold','16%','18%')]),
    ('ja','none','２／３以内','3分の2以内',[]),
    ('ja','minor','ご応募をお待ちしております。','多数のご応募をお待ちしています。',[]),
    ('ja','minor','w-kobo@example.go.jp','tungsten-kobo@example.go.jp',[]),
    ('ja','minor','ヒアリングを実施する','ヒアリングを行う',[]),
    ('ja','material','２億円','３億円',[('amount','２億円','３億円')]),
    ('ja','material','６月１１日正午まで','６月１８日正午まで',[('date','６月１１日','６月１８日')]),
    ('ja','material','郵送は受け付けません','郵送も受け付けます',[('procedure','受け付けません','受け付けます')]),
    ('ja','material','民間企業、大学','民間企業、大学、公設試験研究機関',[('item_added','','公設試験研究機関')]),
    ('ja','material','対象外とする','対象とする',[('scope','対象外','対象')]),
    ('ja','material','５件程度','８件程度',[('amount','５件','８件')]),
    ('zh','none','字号：[大 中 小] 打印本页','打印本页 关闭窗口',[]),
    ('zh','minor','请各地高度重视，认真组织。','请各地切实做好组织工作。',[]),
    ('zh','minor','赵某 010-68205555','钱某 010-68205566',[]),
    ('zh','material','钨、锑、铟','钨、锑、铟、铋',[('item_added','','铋')]),
    ('zh','material','满三年','满五年',[('date','三年','五年')]),
    ('zh','material','最高1500万元','最高2000万元',[('threshold','1500万元','2000万元')]),
    ('zh','material','不得超过3个','不得超过5个',[('threshold','3个','5个')]),
    ('zh','material','7月15日17时前','7月15日12时前',[('date','17时','12时')]),
    ('zh','material','逾期不予受理','逾期可补充提交',[('modality','不予受理','可补充提交')]),
    ('zh','material','不得重复申报','可以同时申报',[('modality','不得','可以')]),
    ('de','none','Nach oben | Seite drucken','Seite drucken | Nach oben | Teilen',[]),
    ('de','none','5.000 Euro','5000 Euro',[]),
    ('de','minor','Wir bedanken uns für Ihre Mitwirkung.','Vielen Dank für Ihre Unterstützung.',[]),
    ('de','minor','Die Angaben werden vertraulich behandelt und nicht an Dritte weitergegeben.','Ihre Angaben behandeln wir vertraulich und geben sie nicht an Dritte weiter.',[]),
    ('de','minor','Die Meldung erfolgt halbjährlich','Die Meldung ist halbjährlich',[]),
    ('de','material','mehr als 200 Kilogramm','mehr als 100 Kilogramm',[('threshold','200','100')]),
    ('de','material','halbjährlich zum 30. Juni und 31. Dezember','jährlich zum 31. Dezember',[('date','halbjährlich','jährlich')]),
    ('de','material','Forschungseinrichtungen und öffentliche Krankenhäuser sind','Forschungseinrichtungen sind',[('item_removed','öffentliche Krankenhäuser','')]),
    ('de','material','Menge, Reinheitsgrad, Lagerort und Lieferant','Menge, Reinheitsgrad, Ursprungsland, Lagerort und Lieferant',[('item_added','','Ursprungsland')]),
    ('de','material','bis zu 5.000 Euro','bis zu 50.000 Euro',[('threshold','5.000','50.000')]),
    ('de','material','Das Formular M 12','Das Formular M 14',[('procedure','M 12','M 14')]),
]  # fmt: skip
