"""Titles of our own writing in six languages: what they are about, how loud they are, and what leaves the rules cold."""

from __future__ import annotations

import pytest

from tests.rules.test_quality import labels, severity

S, R = "supply_chain", "rare_metal"

HEARD = [
    ({S, R}, 2, "호주, 핵심광물 생산세액공제 법안 통과"),
    ({S}, 2, "관세청, 덤핑방지관세 부과대상 확대 앞두고 원산지 우회 집중 단속"),
    ({S}, 1, "방산물자 수출허가 업무 설명회"),
    ({S, R}, 1, "외교부, 광물안보파트너십 포럼에서 아프리카 사업 소개"),
    ({S}, 1, "제4차 한-일 수출관리 정책대화 개최"),
    ({S}, 2, "중국산 산업용 로봇 덤핑방지관세 최대 19.85% 부과 결정"),
    ({S, R}, 3, "中 희토류 통제 확대…역외 생산품에도 허가 요구"),
    ({S, R}, 2, "조달청, 군산에 니켈·리튬 비축 전용 창고 증설"),
    ({S}, 3, "中, 미국산 대두·옥수수에 15% 보복관세 발효"),
    ({S, R}, 2, "대만, 반도체·희귀가스 등 전략품목 비축 확대 계획"),
    ({S, R}, 2, "포스코퓨처엠, 탈중국 흑연 조달…탄자니아 광산서 25년 장기구매"),
    ({S}, 2, "우회항로 투입 선박에 유류비 지원…중동 해상물류 차질 최소화"),
    ({R}, 1, "일본 NEDO, 리튬이온전지 재활용 실증사업 공모"),
    ({S}, 2, "한미 관세협상 후속 조치…자동차 관세 15% 소급 인하"),
    ({R}, 2, "배터리 재생원료 인증제 2027년 시행…니켈·리튬 사용비율 표시"),
    ({R}, 1, "국내 희소금속 기업인 간담회…기술개발·인력 지원 요청"),
    ({R}, 1, "리튬값 반등…양극재 업계 재고평가이익 기대"),
    ({S}, 2, "요소비료 원료 수입선 막혀…농협 비상 물량 확보"),
    ({S}, 2, "덤핑방지관세 회피 목적 품목번호 변경 13개사 적발…428억 추징"),
    ({S, R}, 1, "제2차 한-중앙아 핵심광물 협력회의, 아스타나서 열려"),
    ({S, R}, 2, "美 에너지부, 흑연 음극재 국산화에 1.5억 달러 지원"),
    ({S}, 2, "홍해 사태로 물류 차질…수출기업 임시선박 투입"),
    ({R}, 1, "Notice of Availability: Final EIS for the Lost Creek Gallium Recovery Pilot Mine"),
    ({S}, 1, "Polyethylene Terephthalate Film From India: Rescission of Administrative Review"),
    ({S}, 2, "Council agrees position on simplification of sustainability due diligence directive"),
    ({R}, 1, "Global Critical Minerals Outlook 2026 released"),
    ({R}, 1, "Old mine waste may hold rare earths and lithium, scientists report"),
    ({S}, 2, "Japan weighs joint LNG buying with South Korea to guard against supply shock"),
    ({S}, 1, "Steel Propane Cylinders From China and Thailand; Scheduling of Expedited Five-Year Reviews"),
    ({S}, 2, "Modification of Duties on Certain Articles of Brazil To Implement Executive Order 14323"),
    ({R}, 1, "Airborne survey hints at rare earth potential beneath southeast Missouri"),
    ({S}, 3, "Washington blacklists two dozen Chinese chip firms"),
    ({S}, 2, "DGTR recommends definitive safeguard duty on flat steel"),
    ({S}, 3, "Addition of Certain Entities to the Military End-User List"),
    ({S, R}, 2, "Electrolytic Manganese Dioxide From China: Final Results of the Expedited Sunset Review"),
    ({S}, 3, "EU adopts 19th package of sanctions against Russia"),
    ({S, R}, 2, "RESourceEU: €3 billion to wean Europe off single suppliers of raw materials"),
    ({R}, 2, "£50 million fund for Cornish lithium and tin projects opens"),
    ({R}, 1, "APT price extends rally as concentrate stays tight"),
    ({S}, 1, "UK-Japan economic security dialogue held in Tokyo"),
    ({S}, 2, "Jaguar Land Rover suppliers face shortages of wiring after Ukraine strike"),
    ({S}, 2, "New measures to safeguard UK chemical and fertiliser supplies"),
    ({S}, 2, "国务院关于产业链供应链安全的规定"),
    ({S}, 1, "中国-欧盟出口管制对话会举行"),
    ({S, R}, 2, "中国锑出口骤降 欧洲买家抢购库存"),
    ({S}, 3, "国务院关税税则委员会关于对原产于美国的进口商品加征关税的公告"),
    ({S}, 3, "美国商务部工业和安全局将26家实体加入清单"),
    ({S, R}, 2, "ガリウム、脱中国へ国産化 DOWAが増産"),
    ({S}, 3, "トランプ大統領 自動車への25%関税を発動"),
    ({S}, 3, "ロシア関連の資産凍結等の措置の対象者の追加"),
    ({S, R}, 2, "南鳥島沖レアアース泥、試験採掘へ 経済安保の切り札に"),
    ({R}, 1, "使用済小型家電からの有用金属回収に関する実証事業の公募"),
    ({S}, 2, "Kabinett beschließt Änderung des Lieferkettengesetzes"),
    ({S, R}, 3, "China drosselt Ausfuhr seltener Erden: Autozulieferer fahren Produktion herunter"),
    ({S}, 3, "Trump verhängt 50 Prozent Zoll auf Stahl und Aluminium"),
    ({R}, 1, "Or, argent, étain, tungstène : une carte du potentiel minier breton"),
    ({S}, 2, "Droits antidumping définitifs sur les vélos électriques chinois"),
]

LEFT_ALONE = [
    "대기업 공급망 ESG 관리 요구에 중소기업 컨설팅 확대",
    "2026년 추석 대비 전통시장 안전점검",
    "희귀질환 치료제 공급 안정 법안 발의",
    "제조 AI 특화 대학원 6곳 선정",
    "가뭄 대비 급수차 비상 운영 및 생수 비축",
    "배터리 부품 하도급업체 기술자료 유용 제재",
    "구리선 훔친 일당 검거…전기 공급 중단",
    "중대재해 사업장 제재 강화",
    "달걀 수입 확대로 가격 안정…미국산 할당관세 검토",
    "제조 공급망 데이터 플랫폼 구축, 탄소발자국 관리 지원",
    "EU, 외국인투자 심사 강화하고 반도체·광물 의무심사 추가",
    "Silver Alert issued for missing 81-year-old from Tin City",
    "Cobalt-blue kit unveiled by Everton",
    "Certain Lithium Batteries and Components; Commission Determination To Review; Section 337",
    "Treasury Sanctions Cartel Leaders Trafficking Fentanyl",
    "Finding of Failure To Attain and Clean Air Act Sanctions; Phoenix",
    "Supply chain finance guidance for the Project Bank Accounts",
    "Nuggets strike gold with late trade deal",
    "Modernizing the Food Traceability Supply Chain Records; Compliance Date",
    "Self-Regulatory Organizations; Order Approving Rule Change To List Shares of a Copper Trust",
    "Commission Regulation setting maximum levels of nickel in certain foodstuffs",
    "镁光灯下的冬奥会",
    "海关总署关于进口智利鲜食樱桃植物检疫要求的公告",
    "GXリーグ参画企業のサプライチェーン排出量算定支援",
    "シリコンバレー銀行破綻から3年",
    "Ausbildung: Metallberufe bleiben gefragt",
    "Nickelallergie durch Modeschmuck nimmt zu",
    "Délais de paiement : 12 sanctions contre des fournisseurs",
]


@pytest.mark.parametrize(("expected", "loudness", "title"), HEARD, ids=[title for _, _, title in HEARD])
def test_what_a_title_is_about(expected: set[str], loudness: int, title: str) -> None:
    assert labels(title) == expected
    assert severity(title) == loudness


@pytest.mark.parametrize("title", LEFT_ALONE)
def test_titles_whose_words_point_the_wrong_way(title: str) -> None:
    assert labels(title) == set()
