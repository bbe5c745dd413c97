"""The words behind the signals: fact type, class, forms in five languages; the first to take a place keeps it."""

TABLE: tuple[tuple[str, str, str], ...] = (
    (
        "number",
        "ref",
        r"제?\s?\d+\s?(?:조|항|호)(?:의\s?\d+)?(?=[^년월일약\d]|$)|"
        r"第\s?[\d一二三四五六七八九十百]+\s?[条條項款号章节節](?:の[一二三四五六七八九十\d]+|"
        r"之[一二三四五六七八九十\d]+)?|(?:別表|附件|附表|별표|별지|부속서|annex|anlage|appendix|schedule|"
        r"附录)\s?(?:第)?\s?[\divxa-h一二三四五六七八九十]+(?:の[一二三四五六七八九十\d]+)?\b|"
        r"(?:\barticles?|\bsections?|\bsec\.|§+|\bart\.|\bartikels?|\babs(?:atz|\.)|\bnummer|\bnr\.|"
        r"\bparagraphs?|\bpart)\s?\d+[a-z]?(?:\(\w+\))*|"
        r"[\d一二三四五六七八九十]+(?:の[\d一二三四五六七八九十]+)?の項",
    ),
    (
        "date",
        "daily",
        r"매일|일일|\bdaily\b|毎日|每日|每天|täglich\w*|\b(?:per day|a day)\b|pro tag",
    ),
    (
        "date",
        "weekly",
        r"매주|\bweekly\b|毎週|每周|wöchentlich\w*|\b(?:per week|a week)\b|주당|pro woche",
    ),
    (
        "date",
        "monthly",
        r"매월|매달|월\s?1회|\bmonthly\b|\bevery month\b|\beach month\b|毎月|每月|monatlich\w*|"
        r"\b(?:per month|a month)\b|월간|pro monat",
    ),
    (
        "date",
        "quarterly",
        r"매\s?분기|분기별|\bquarterly\b|\bevery quarter\b|四半期ごと|四半期毎|每季度|按季度|"
        r"vierteljährlich\w*|quartalsweise",
    ),
    (
        "date",
        "half-yearly",
        r"반기별|매\s?반기|\b(?:semi-?annual\w*|biannual\w*|half-yearly|twice a year|twice yearly)\b|"
        r"半年ごと|每半年|halbjährlich\w*",
    ),
    (
        "date",
        "yearly",
        r"매년|매해|연\s?1회|\b(?:annual(?:ly)?|yearly|every year|each year)\b|毎年|年次|每年|"
        r"年度(?=报告)|jährlich\w*|\b(?:per (?:year|annum)|a year)\b|연간|pro jahr",
    ),
    (
        "modality",
        "exempt",
        r"(?:하|받|제출하|내|거치|갖추)지\s?(?:않아도|아니하여도|아니해도|않을\s수)|(?:할|받을|제출할|"
        r"낼)\s?필요(?:가|는)?\s?없|(?:을|를)?\s?요하지\s?(?:않|아니)|필요하지\s?(?:않|아니)|면제|"
        r"생략할\s?수\s?있|\b(?:need not|needs not|do(?:es)? not (?:need|have) to|not (?:be )?required|"
        r"no longer required|is exempt\w*|are exempt\w*|exempt(?:ed|ion)?s?\b|not subject to|waiv(?:e|es|"
        r"ed|er|ers)\b)|を?要しない|必要(?:は|が)?(?:ない|ありません)|(?:し|受け|提出し)なくて(?:も)?よい|"
        r"免除|不要(?:とする|です)|(?:无|不|毋)[需须](?!要求)|不需要|免于|不必|免征|免税|"
        r"nicht erforderlich|muss nicht|müssen nicht|braucht nicht|brauchen nicht|bedarf keiner|"
        r"bedürfen keiner|befreit|befreiung|entfällt",
    ),
    (
        "modality",
        "forbid",
        r"(?:하여서는|해서는|할\s?수는?)\s?(?:안|아니\s?(?:된|되)|없)|[할될줄낼]\s?수(?:가|는|도)?\s?없|"
        r"(?:서는|면)\s?(?:안\s?[된되]|아니\s?[된되])|못한다|못\s?하[며고]|금지|불허|불가(?:능)?|"
        r"제한[된되한하](?!다고)|\b(?:shall not|must not|may not|cannot|can not|may no longer|"
        r"is not permitted|are not permitted|not allowed|not be permitted|prohibit\w*|forbid\w*|forbidden|"
        r"ban(?:s|ned)?|barred)\b|してはならない|てはならない|(?:する)?ことができない|できない|できません|"
        r"禁止|認め(?:られ)?ない|不得|禁止|不可|不予|不准|不允许|严禁|darf nicht|dürfen nicht|"
        r"darf kein\w*|dürfen kein\w*|verboten|untersagt|unzulässig|verbot\b|nicht zulässig|(?:darf|"
        r"dürfen|kann|können)\s(?:\w+\s){0,5}?(?:nicht|kein\w*)\b|nicht gestattet|untersagen",
    ),
    (
        "modality",
        "oblige",
        r"[가-힣](?<!이)야\s?(?:한다|하며|하고|합니다|할|함|됩니다|된다|하는|만)|의무(?:화|를|가|적|이다)|"
        r"(?:필요|요구)(?:하다|된다|합니다|됩니다)|\b(?:shall|must|is required to|are required to|has to|"
        r"have to|is obliged to|are obliged to|required)\b|なければならない|なければなりません|ものとする|"
        r"必要が(?:ある|あります)|を要する|義務付け|应当|应该|必须|须(?=[^知])|"
        r"应(?=[^用对急付收答税该当])|需(?=[要经向提在按由])|\b(?:muss|müssen|ist verpflichtet|"
        r"sind verpflichtet|verpflichtend|erforderlich)\b|\b(?:hat|haben|ist|"
        r"sind)\b(?=.{1,80}\b(?:zu \w+en\b|(?:ab|an|auf|aus|bei|ein|mit|nach|vor|zurück|bereit|fest|"
        r"nieder|bei)zu\w+en\b))",
    ),
    (
        "modality",
        "permit",
        r"[할될줄낼갈받을]\s?수(?:가|는|도)?\s?있|허용|가능(?:하다|합니다|하며|하고|함)|\b(?:may|can|"
        r"could|is permitted|are permitted|is allowed|are allowed|permitted|allowed|is authori[sz]ed to|"
        r"permit|permits|allow|allows)\b(?!\s\d{1,2}(?:,|\s(?:19|20)))|ことができる|ことができます|できる|"
        r"できます|可能(?:である|です)|認め(?:る|られる)|可以|允许|准予|可(?=[在向按由依根不经])|"
        r"\b(?:darf|dürfen|kann|können|erlaubt|gestattet|zulässig|berechtigt)\b",
    ),
    (
        "modality",
        "should",
        r"\b(?:should|encouraged to|recommended|soll|sollen|sollte|sollten|empfohlen)\b|권고|권장|바람직|"
        r"望ましい|努め(?:る|なければ)|推奨|建议|鼓励|宜",
    ),
    (
        "procedure",
        "denial",
        r"presumption of (?:denial|disapproval)|policy of (?:denial|refusal)|거부\s?추정|거부\s?원칙|"
        r"불허\s?원칙|推定拒绝|推定拒絶|原則不許可|不許可原則|ablehnungsvermutung|vermutung der ablehnung|"
        r"grundsätzlich abgelehnt",
    ),
    (
        "procedure",
        "approval",
        r"presumption of approval|policy of approval|승인\s?추정|허가\s?원칙|推定批准|原則許可|"
        r"genehmigungsvermutung",
    ),
    (
        "procedure",
        "case",
        r"case[- ]by[- ]case|사안별|건별|개별\s?(?:심사|허가)|個別(?:審査|許可|に審査)|逐案|个案|逐案审查|"
        r"逐个审查|einzelfall\w*",
    ),
    (
        "procedure",
        "general",
        r"일괄\s?(?:심사|허가)|포괄\s?(?:허가|승인)|general licen[cs]e|bulk licen[cs]e|包括許可|一般包括|"
        r"通用许可|集合许可|allgemein\w*genehmigung|sammelgenehmigung\w*",
    ),
    (
        "status",
        "lift",
        r"해제|\b(?:lifts?|lifted|remov(?:e|es|ed|al))\b|解除|移出|删除|aufhebung der|gestrichen",
    ),
    (
        "status",
        "keep",
        r"유지|존치|\b(?:maintain\w*|remains?|retain\w*|upheld|uphold\w*)\b|維持|据え置き|维持|"
        r"继续(?=征收|实施|执行|适用|有效|对)|aufrechterhalten|beibehalten|bleibt|bleiben",
    ),
    (
        "status",
        "resume",
        r"재개|재시행|복원|\b(?:resum\w*|reinstat\w*|restor\w*)\b|再開|恢复|重启|wieder ?aufgenommen|"
        r"wieder in kraft",
    ),
    (
        "status",
        "supersede",
        r"대체(?:한다|하며|됨)|\b(?:supersed\w*|replaces)\b|に代わる|に代えて|取代|代替(?=原|此前)|"
        r"ersetzt\b|tritt an die stelle",
    ),
    (
        "status",
        "talks",
        r"(?:협의|논의|협상)\s?중|\b(?:negotiat\w*|in talks)\b|(?:交渉|協議)中|磋商中|正在(?:磋商|谈判)|"
        r"verhandel\w*",
    ),
    (
        "status",
        "agreed",
        r"합의(?=하였|했|한다|에\s)|\bagreed\b|合意(?=した|しました)|达成(?:一致|协议)|einigten|"
        r"vereinbarten",
    ),
    (
        "procedure",
        "expiry review",
        r"종료\s?재심|\b(?:sunset|expiry) review\b|サンセット|期终复审|auslaufüberprüfung",
    ),
    (
        "procedure",
        "interim review",
        r"중간\s?재심|\binterim review\b|期中复审|interimsüberprüfung",
    ),
    (
        "procedure",
        "tax office",
        r"세무서|\btax (?:office|authorit\w+)\b|税務署|税务(?:机关|局)|finanzamt\w*",
    ),
    (
        "status",
        "withdrawal",
        r"철회|폐지|취소|효력을\s?상실|\b(?:withdraw\w*|revok\w*|rescind\w*|rescission|revocation|"
        r"repeal\w*|cancel(?:l?ed|lation|s)?|annul\w*|void|no longer in (?:force|effect))\b|撤回|废止|"
        r"撤销|取消|作废|失效|廃止|取り?下げ|取消|zurückgezogen|aufgehoben|widerrufen|außer kraft|"
        r"zurückgenommen|aufhebung|widerruf\b",
    ),
    (
        "status",
        "correction",
        r"정정|바로잡|오류\s?수정|\b(?:correct(?:ed|ion|ions|s|ing)|corrigendum|erratum|errata)\b|訂正|"
        r"正誤|お詫び|更正|勘误|更正公告|berichtigung\w*|berichtigt\w*|korrektur\w*",
    ),
    (
        "status",
        "suspend",
        r"중단|중지|유예|정지|보류|\b(?:suspen\w*|postpon\w*|paus(?:e|ed|es|ing)|on hold|stay(?:ed)?|"
        r"defer(?:red|s)?|halt(?:ed|s)?|delay(?:ed|s)?)\b|停止|一時停止|中止|延期|猶予|暂停|中止|中断|"
        r"推迟|暂缓|延后|ausgesetzt|aussetz\w*|verschoben|unterbrochen|ruht|aufgeschoben",
    ),
    (
        "status",
        "extend",
        r"연장|\bexten(?:d|ds|ded|sion|sions|ding)\b|延長|延长|展期|verlänger\w*",
    ),
    (
        "status",
        "shorten",
        r"단축|\bshorten\w*|短縮|缩短|verkürz\w*",
    ),
    (
        "status",
        "proposed",
        r"입법예고|행정예고|개정안|제정안|초안|예정(?=이다|입니다|$)|추진(?=한다|하기로|할)|제안|"
        r"검토(?=\s?중|한다|할|하기로)|\b(?:propos\w*|draft|intends? to|plans? to|planned|considering|"
        r"consultation)\b|案を|(?:改正|法律|政令|省令)案|予定(?:です|である|$)|検討(?:中|する|します)|"
        r"パブリックコメント|征求意见(?:稿)?|草案|拟(?=[对将在于自])|拟(?:议)?|计划|entwurf\w*|"
        r"vorschlag\w*|vorgeschlagen\w*|plant\b|geplant\w*|beabsichtigt|erwägt",
    ),
    (
        "status",
        "provisional",
        r"잠정|예비\s?판정|예비|임시|\b(?:preliminar\w*|provisional\w*|interim|temporar\w*)\b|暫定|仮決定|"
        r"仮の|临时|初步|初裁|暂定|暂行|vorläufig\w*|einstweilig\w*|befristet\w*",
    ),
    (
        "status",
        "final",
        r"최종\s?판정|본\s?판정|확정\s?판정|영구|\b(?:final (?:determination|rule|ruling|decision|list)|"
        r"definitive|permanent\w*)\b|最終決定|最終規則|確定的|恒久|最终(?:裁定|规则|决定)|终裁|永久|"
        r"endgültig\w*|dauerhaft\w*|unbefristet\w*",
    ),
    (
        "status",
        "adopted",
        r"공포|의결|제정|채택|통과|\b(?:adopt(?:s|ed|ing|ion)|enact\w*|promulgat\w*|approv(?:es|ed)|"
        r"passed|in force|entered into force|takes effect|in effect)\b|公布|可決|採択|閣議決定|成立|通过|"
        r"正式实施|批准|审议通过|angenommen|verabschiedet\w*|beschlossen|erlassen\b|in kraft|genehmigt\b",
    ),
    (
        "status",
        "rejected",
        r"부결|기각|반려|거부(?=했|하였|한다|됐)|\b(?:reject\w*|den(?:y|ies|ied)|dismiss\w*|negative|"
        r"no injury|not (?:dumped|injured|approved|adopted))\b|否決|却下|不採用|否决|驳回|拒绝|不批准|"
        r"abgelehnt|zurückgewiesen|verworfen|negativ\w*",
    ),
    (
        "status",
        "affirmative",
        r"긍정|인정(?=했|하였|한다)|\baffirmative\b|肯定|認定|positiv\w*",
    ),
    (
        "status",
        "start",
        r"개시|착수|\b(?:initiat\w*|commenc\w*|launch\w*|opens?|opened)\b|開始|立案|启动|发起|eingeleitet|"
        r"einleitung|eröffnet",
    ),
    (
        "status",
        "end",
        r"종료|종결|완료|\b(?:terminat\w*|conclud\w*|clos(?:e|es|ed|ing)|end(?:s|ed)?|expir\w*|"
        r"complet\w*)\b|終了|終結|完了|终止|结束|结案|完成|到期|eingestellt|beendet|abgeschlossen|endet\b|"
        r"läuft .{0,40}aus",
    ),
    (
        "status",
        "alert",
        r"""(?:관심|주의|경계|심각)(?=\s?(?:단계|경보|로))|(?<=['\"‘“])(?:관심|주의|경계|심각)|\b(?:yellow|"""
        r"orange|red|amber|green)\b(?= (?:alert|level|warning|phase))|(?:alert|level|phase|stufe|"
        r"warnstufe|alarmstufe|レベル|警戒レベル)\s?(?:[1-5]|one|two|three)\b|(?:蓝|黄|橙|红)色(?:预警|"
        r"警报)?|(?:frühwarn|alarm|notfall|warn)stufe|(?:[1-5一二三四五]级)(?:响应|预警|应急)?",
    ),
    (
        "scope",
        "except",
        r"제외|빼고|외(?:의|에)\s|이외|\b(?:except\w*|exclud\w*|exclus(?:ion|ive)\w*|other than|"
        r"apart from|unless|but not|excluding|without)\b|除く|除き|除外|以外|除外して|ただし|除(?=[了外])|"
        r"不包括|不含|除外|但(?=[书不])|ausgenommen\w*|ausgeschlossen\w*|mit ausnahme|außer\b|es sei denn|"
        r"sofern nicht|ohne\b|nicht für|gilt nicht|ausnahme\w*",
    ),
    (
        "scope",
        "include",
        r"포함|\b(?:includ\w*|inclusive|as well|also covers?)\b|含む|含み|含め|包括|包含|含(?=[有税该])|"
        r"einschließlich|einbezogen|umfasst auch|auch für|inklusive|erfasst auch",
    ),
    (
        "scope",
        "only",
        r"에\s?한(?:하여|정|한다|해|함|하[며고])|만(?=\s|을|이|\b)(?<=[가-힣]만)(?<!\d만)(?<!하지만)|국한|"
        r"한정|\b(?:only|solely|exclusively|limited to|restricted to)\b|に限る|に限り|のみ|だけ|限定|"
        r"仅(?!次)|只(?=[有适限对能])|限于|限(?=[在于])|\b(?:nur|ausschließlich|lediglich|beschränkt auf|"
        r"begrenzt auf)\b",
    ),
    (
        "scope",
        "any-of",
        r"어느\s?하나|중\s?하나|\b(?:any one of|one of the following|either)\b|いずれか|任一|任何一|之一|"
        r"eine[rs]? der folgenden",
    ),
    (
        "scope",
        "any",
        r"누구나|\b(?:any|each)\b|任何|あらゆる|jegliche\w*",
    ),
    (
        "scope",
        "all",
        r"모든|전체|전부|전면|일체|전량|누구나|각종|\b(?:all|every|entire|whole|fully)\b|すべて|全て|"
        r"全ての|全量|全部|一切|あらゆる|所有|全部|一律|全面|凡(?!例)|各类|\b(?<!vor )(?:alle[mnrs]?|"
        r"sämtlich\w*|jede[mnrs]?|jegliche\w*|ganz\w*|vollständig)\b|모두|いずれも|均(?=[应须可不])",
    ),
    (
        "scope",
        "some",
        r"일부(?!를?\s?(?:다음|개정))|부분|특정|\b(?:some|certain|selected|part(?:ial|ially|ly)?|specific|"
        r"several)\b|一部(?!改正)(?!を改正)|特定|部分|一部分|某些|个别|\b(?:einige[nrs]?|bestimmte[mnrs]?|"
        r"teilweise|einzelne[nrs]?|manche)\b",
    ),
    (
        "scope",
        "export",
        r"수출(?!입)|\bexport\w*|輸出(?!入)|出口|ausfuhr\w*|ausgeführt\w*|ausführ(?:er|en)\b|export\w*",
    ),
    (
        "scope",
        "import",
        r"수입(?!니)|\bimport(?!ant)(?:s|ed|er|ers|ing|ation)?\b|輸入|进口|einfuhr\w*|eingeführt\w*|"
        r"einführer\b|\bimporte?\w*",
    ),
    (
        "scope",
        "trade",
        r"수출입|輸出入|进出口",
    ),
    (
        "scope",
        "maker",
        r"제조(?:업자|사|업체|자)|생산(?:자|업체|업자)|\b(?:manufacturer|producer|maker)s?\b|製造(?:者|"
        r"業者)|生産者|生产(?:商|者|企业)|制造(?:商|企业)|hersteller\w*|erzeuger\w*",
    ),
    (
        "scope",
        "user",
        r"사용자|수요자|최종\s?수요|\b(?:end[- ]users?|consumers?|users?)\b|需要者|使用者|最終需要者|"
        r"最终用户|用户|endverwender\w*|verwender\b|verbraucher\w*",
    ),
    (
        "scope",
        "dealer",
        r"유통(?:업자|업체)|판매(?:자|업자|업체)|대리점|\b(?:distributors?|dealers?|traders?|sellers?|"
        r"wholesalers?|brokers?)\b|販売(?:者|業者)|仲介|经销商|贸易商|销售商|händler\w*|vermittler\w*",
    ),
    (
        "scope",
        "buyer",
        r"구매자|매수인|\b(?:buyers?|purchasers?)\b|購入者|买方|购买者|käufer\w*|erwerber\w*",
    ),
    (
        "scope",
        "small",
        r"중소기업|소기업|\b(?:small (?:and medium[- ]sized )?(?:enterprises|businesses|companies)|"
        r"smes?)\b|中小企業|中小企业|\bkmu\b|kleine(?:n|re)? (?:und mittlere )?unternehmen",
    ),
    (
        "scope",
        "large",
        r"대기업|중견기업|\blarge (?:enterprises|companies|undertakings)\b|大企業|大企业|großunternehmen|"
        r"große unternehmen",
    ),
    (
        "scope",
        "military",
        r"군사|군용|\bmilitary\b|軍事|軍用|军事|军用|militärisch\w*",
    ),
    (
        "scope",
        "civil",
        r"민수|민간(?:용)?|\bcivil(?:ian)?\b|民生|民間|民用|zivil\w*",
    ),
    (
        "scope",
        "dual",
        r"이중\s?용도|\bdual[- ]use\b|デュアルユース|両用|两用|doppelverwendung\w*|dual-use",
    ),
    (
        "scope",
        "used",
        r"중고|폐(?=배터리|전지|스크랩|촉매)|스크랩|\b(?:used|scrap|waste|recycled)\b|中古|スクラップ|廃|"
        r"旧(?=货|电|机)|废(?!止)|gebraucht\w*|schrott\w*|abfäll\w*|altbatterien",
    ),
    (
        "scope",
        "new",
        r"신규|신품|\b(?:new(?:ly)?)\b|新規|新品|新(?=增|设|车|申)|neue[mnrs]?\b",
    ),
    (
        "scope",
        "household",
        r"가정용|주택용|\b(?:household|residential|domestic)\b|家庭用|国内|家用|居民|haushalt\w*|"
        r"inländisch\w*",
    ),
    (
        "scope",
        "foreign",
        r"해외|외국|국외|\b(?:foreign|overseas|abroad)\b|海外|外国|国外|境外|外国|ausländisch\w*|"
        r"ausland\w*|drittstaat\w*|drittland\w*",
    ),
    (
        "scope",
        "ore",
        r"정광|광석|원광|\b(?:ores?|concentrates?)\b|鉱石|精鉱|矿石|精矿|原矿|erz(?:e|en|es)?\b|"
        r"konzentrat\w*",
    ),
    (
        "scope",
        "metal",
        r"(?<=\s)괴(?=\s|[,(를와])|잉곳|지금|\b(?:metals?|ingots?|unwrought|alloys?)\b|地金|合金|金属|锭|"
        r"合金|metall\w*|legierung\w*",
    ),
    (
        "scope",
        "compound",
        r"산화(?=물|코발트|리튬|니켈|텅)|화합물|\b(?:oxides?|compounds?|hydroxides?|carbonates?)\b|酸化物|"
        r"化合物|氧化物|化合物|氢氧化|碳酸|oxid\w*|verbindungen|hydroxid\w*",
    ),
    (
        "scope",
        "magnet",
        r"자석|\bmagnets?\b|磁石|磁铁|磁体|永磁|magnet\w*",
    ),
    (
        "threshold",
        "least",
        r"이상|적어도|최소(?:한)?|최저|\b(?:at least|no(?:t)? less than|minimum|not fewer than|or more)\b|"
        r"(?<=[\d〇一二三四五六七八九十百千万億亿円元吨ン人日月年％%個个件倍度級级克ムル社歳岁])以上|"
        r"少なくとも|最低|不少于|不低于|至少|不小于|\b(?:mindestens|wenigstens|nicht weniger als|"
        r"oder mehr)\b",
    ),
    (
        "threshold",
        "most",
        r"이하|이내|최대|최고|\b(?:at most|not (?:to )?exceed(?:ing)?|no(?:t)? more than|up to|maximum|"
        r"or less|or fewer|does not exceed|within)\b|"
        r"(?<=[\d〇一二三四五六七八九十百千万億亿円元吨ン人日月年％%個个件倍度級级克ムル社歳岁])以下|以内|"
        r"最大|最高|不超过|不高于|不多于|不大于|至多|\b(?:höchstens|maximal|bis zu|nicht mehr als|"
        r"innerhalb|binnen)\b",
    ),
    (
        "threshold",
        "above",
        r"초과|넘는|웃도는|\b(?:exceed(?:s|ed|ing)?|more than|above|greater than|over(?= \d| the| eur|"
        r" usd|\s?[$€])|in excess of)\b|超える|超過|超え|超过|高于|大于|逾|übersteig\w*|überschreit\w*|"
        r"mehr als|über (?=\d)",
    ),
    (
        "threshold",
        "below",
        r"미만|밑도는|\b(?:less than|below|under(?= \d|\s?[$€])|fewer than)\b|未満|満たない|低于|不足|"
        r"不满|少于|unterschreit\w*|weniger als|unter (?=\d)",
    ),
    (
        "procedure",
        "licence",
        r"허가(?!\s?원칙)|면허|\b(?:licen[sc]e[sd]?|licensing|permit)\b|許可|许可(?:证)?|genehmig\w*|"
        r"lizenz\w*|erlaubnis\w*",
    ),
    (
        "procedure",
        "notify",
        r"신고|통보|통지|\b(?:notif(?:y|ies|ied|ication|ications)|declar(?:e|es|ed|ation|ations))\b|届出|"
        r"届け出|通知|申告|备案|申报|通报|告知|anzeige(?:n|pflicht\w*)?\b|meldung\w*|meldepflicht\w*|"
        r"melden\b|mitzuteilen|anmeld\w*|anzuzeigen|anzeigen\b",
    ),
    (
        "procedure",
        "approve",
        r"승인|\bapproval\b|承認|审批|核准|zustimmung\w*|bewilligung\w*",
    ),
    (
        "procedure",
        "register",
        r"등록|\bregist(?:er|ers|ration|ered)\b|登録|登记|注册|registrier\w*|eintragung\w*",
    ),
    (
        "procedure",
        "apply",
        r"신청|\b(?:apply for|applications?|request(?:s|ed)?|petition\w*)\b|申請|申込|申请|antrag\w*|"
        r"anträge\w*|beantrag\w*",
    ),
    (
        "procedure",
        "online",
        r"온라인|전자(?=적|문서|신고|신청|파일|우편|시스템|통관)|인터넷|누리집|\b(?:online|"
        r"electronic(?:ally)?|via the portal|portal|e-?mail(?:ed)?)\b|オンライン|電子|線上|网上|在线|"
        r"电子(?!邮|产|元)|网络|elektronisch\w*|online\w*|portal\w*|\bper e-?mail",
    ),
    (
        "procedure",
        "paper",
        r"서면|우편|방문|팩스|직접\s?제출|\b(?:in writing|written|by (?:post|mail|fax)|in person|paper|"
        r"hard cop(?:y|ies)|hand delivery)\b|書面|郵送|持参|窓口|书面|邮寄|现场|当面|纸质|schriftlich\w*|"
        r"per post|persönlich|papierform|in papier",
    ),
    (
        "procedure",
        "before",
        r"사전(?!에\s?배포)|전까지|\b(?:prior|in advance|before|beforehand|ahead of)\b|事前|あらかじめ|"
        r"前に|以前|事先|提前|之前|\b(?:vor(?! allem)|vorher|vorab|zuvor|vorherig\w*)\b",
    ),
    (
        "procedure",
        "after",
        r"사후|이후(?=에|부터)|\b(?:after|subsequent(?:ly)?|following|ex post)\b|事後|後に|以後|以降|事后|"
        r"之后|\b(?:nach(?= der| dem| ablauf)|nachträglich\w*|danach)\b",
    ),
    (
        "procedure",
        "at once",
        r"즉시|지체\s?없이|\b(?:immediately|without delay|promptly|forthwith|at once)\b|直ちに|遅滞なく|"
        r"速やかに|立即|即时|即刻|及时|unverzüglich\w*|sofort\w*",
    ),
    (
        "scope",
        "or",
        r"또는|혹은|이거나|\bor\b|又は|または|若しくは|もしくは|或者|或(?!许)|\boder\b",
    ),
    (
        "procedure",
        "fore",
        r"前(?=[向,，、办提须应申報届])|(?<=\s)전(?=\s|에|까지)",
    ),
    (
        "procedure",
        "aft",
        r"后(?=[向,，、办提须应申])|後(?=[に届申])|(?<=\s)후(?=\s|에|부터)",
    ),
    (
        "modality",
        "not",
        r"\b(?:not(?! only)|no(?! later|\.|\s?\d)|never|neither|nor)\b|\b(?:nicht(?! nur)|"
        r"kein(?:e[mnrs]?)?)\b|지\s?(?:않|아니|못)|아니한|아닌|아니다|(?<!欠かせ)(?<!少な)(?<!他なら)ない|"
        r"(?<!かもしれ)ません|(?<![一-鿿])ず(?=[、に])|不(?!锈|断|仅|同|少|久|论|管|限|得|但|足|动|良|可)|"
        r"未(?!来|満|遂)|没有|非(?=居|中|军|法)|无(?!论|锡|人)",
    ),
    (
        "scope",
        "central",
        r"国务院|国家级|중앙(?=행정|정부|부처)|\bfederal\b|bundesweit|国の",
    ),
    (
        "scope",
        "local",
        r"省级|地方|市级|지방|시·도|\b(?:state-level|local|provincial|municipal)\b|都道府県|市町村|"
        r"landes(?:behörde\w*|recht\w*)|kommunal\w*",
    ),
    (
        "scope",
        "company",
        r"기업|업체|사업자|\b(?:compan(?:y|ies)|undertakings?|enterprises?|operators?|firms?)\b|企業|"
        r"事業者|企业|经营者|unternehmen\w*|betreiber\w*",
    ),
    (
        "scope",
        "authority",
        r"당국|행정청|행정기관|주무관청|\bauthorit(?:y|ies)\b|官庁|当局|行政庁|主管部门|主管机关|"
        r"behörde\w*",
    ),
    (
        "scope",
        "individual",
        r"개인|자연인|\b(?:individuals?|natural persons?)\b|個人|个人|自然人|privatperson\w*|"
        r"natürliche\w* person\w*",
    ),
    (
        "scope",
        "applicant",
        r"신청인|\bapplicants?\b|申請者|申请人|antragsteller\w*",
    ),
    (
        "procedure",
        "copy",
        r"사본|\bcop(?:y|ies)\b|写し|副本|复印件|kopien?\b",
    ),
    (
        "procedure",
        "original",
        r"원본|\boriginals?\b|原本|正本|原件|originale?\b",
    ),
    (
        "scope",
        "warning",
        r"경고|\bwarnings?\b|警告|verwarnung\w*",
    ),
    (
        "scope",
        "fine",
        r"과태료|과징금|벌금|\bfines?\b|罰金|過料|罚款|geldbuße\w*|bußgeld\w*",
    ),
    (
        "scope",
        "prison",
        r"징역|\bimprison\w*|懲役|拘禁|徒刑|拘役|freiheitsstrafe\w*",
    ),
    (
        "scope",
        "punish",
        r"처벌|\bpenalt(?:y|ies)\b|罰則|处罚|geahndet",
    ),
    (
        "scope",
        "customs",
        r"세관|\bcustoms (?:office|authorit\w+)\b|税関(?!長)|zollamt\w*|hauptzollamt\w*|海关(?!总署)",
    ),
    (
        "scope",
        "chair",
        r"위원장|\bchair(?:man|woman|person)?\b|委員長|vorsitzende\w*",
    ),
)
