"""Chinese: words in simplified characters; `SIMPLIFY` maps the traditional ones that occur in them, one to one."""

from __future__ import annotations

from healthtech_cli.languages.base import Language
from healthtech_cli.languages.en import HEDGE_SIGNS, SIGNS

_TRADITIONAL = (
    "萬專業兩個爲買於虧億從價夥會體餘兒蘭內冊淨區醫單盧參發臺後員團國圓處備學對將幣師"
    "並牀應開當戶護損時機構檢歐潤現療籌約純紙罰職節藥營計訂設診財責購費資躍載達過這鋪"
    "銷鎊門問陽僱韓領額麥為裡週乾鐘貳壹來號間"
)
_SIMPLIFIED = (
    "万专业两个为买于亏亿从价伙会体余儿兰内册净区医单卢三发台后员团国圆处备学对将币师"
    "并床应开当户护损时机构检欧润现疗筹约纯纸罚职节药营计订设诊财责购费资跃载达过这铺"
    "销镑门问阳雇韩领额麦为里周干钟二一来号间"
)
SIMPLIFY = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
TRADITIONAL_MARKS = frozenset(_TRADITIONAL) - frozenset("於後週餘參里")

LANGUAGE = Language(
    code="zh",
    decimal_sign=".",
    numbers={
        "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
        "十": 10, "半": 0.5,
    },
    scales={
        "万亿": 10**12, "百万亿": 10**14, "十万亿": 10**13, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9,
        "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2, "兆": 10**12,
        "million": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "mn": 10**6,
    },
    letter_scales={"k": 10**3, "m": 10**6, "b": 10**9, "w": 10**4},
    currencies={
        "美元": "USD", "美金": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "日圆": "JPY", "日币": "JPY",
        "港元": "HKD", "港币": "HKD", "港圆": "HKD", "港纸": "HKD", "人民币": "CNY", "元人民币": "CNY",
        "人民币元": "CNY", "新台币": "TWD", "台币": "TWD", "新台币元": "TWD", "元新台币": "TWD", "澳元": "AUD",
        "澳币": "AUD", "加元": "CAD", "加币": "CAD", "新加坡元": "SGD", "新元": "SGD", "坡币": "SGD",
        "瑞士法郎": "CHF", "瑞郎": "CHF", "印度卢比": "INR", "卢比": "INR", "韩元": "KRW", "韩圆": "KRW",
        "瑞典克朗": "SEK", "丹麦克朗": "DKK", "挪威克朗": "NOK", "卢布": "RUB", "新西兰元": "NZD", "元": "CNY",
        "圆": "CNY", "rmb": "CNY", "usd": "USD", "yuan": "CNY", "元港币": "HKD", "元美金": "USD",
    },
    signs=SIGNS | {
        "$": None, "人民币": "CNY", "美元": "USD", "美金": "USD", "港币": "HKD", "港元": "HKD", "新台币": "TWD",
        "台币": "TWD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY",
    },
    hedges_before={
        **HEDGE_SIGNS,
        "超过": "at_least", "超": "at_least", "逾": "at_least", "多于": "at_least", "至少": "at_least",
        "不少于": "at_least", "不低于": "at_least", "高于": "at_least", "突破": "at_least", "超出": "at_least",
        "最少": "at_least", "大于": "at_least", "破": "at_least", "超过了": "at_least", "突破了": "at_least",
        "近": "about", "约": "about", "大约": "about", "将近": "about", "接近": "about", "大概": "about",
        "约为": "about", "约合": "about", "约有": "about", "估计": "about", "约达": "about", "近乎": "about",
        "最多": "at_most", "至多": "at_most", "不超过": "at_most", "不到": "at_most", "不足": "at_most",
        "低于": "at_most", "少于": "at_most", "最高": "at_most", "未超过": "at_most", "上限为": "at_most",
    },
    hedges_after={
        "以上": "at_least", "左右": "about", "上下": "about", "以下": "at_most", "以内": "at_most", "多": "at_least",
        "余": "at_least",
    },
    range_words=("至", "到"),
    per_share_before=(
        "发行价", "发行价为", "发行价格", "发行价格为", "招股价", "招股价为", "开盘价", "收盘价", "股价",
        "每股", "每股作价", "每股价格", "每股价格为", "每股现金", "每股发行价", "每股定价", "每ads",
    ),
    per_share_after=("每股", "一股", "/股"),
    money_roles={
        "估值": "valuation", "市值": "valuation", "企业价值": "valuation", "管理资产": "valuation",
        "管理着": "valuation", "管理规模": "valuation",
        "资产规模": "valuation", "总资产": "valuation", "市场规模": "valuation",
        "营收": "revenue", "收入": "revenue", "营业额": "revenue", "销售额": "revenue", "净利润": "revenue",
        "利润": "revenue", "亏损": "revenue", "净亏损": "revenue", "交易额": "revenue", "成交额": "revenue",
        "盈利": "revenue", "纯利": "revenue", "gmv": "revenue", "营业收入": "revenue",
        "罚款": "fine", "处罚": "fine", "罚金": "fine", "罚": "fine", "罚单": "fine",
        "收购": "amount", "投资": "amount", "融资": "amount", "注资": "amount", "入股": "amount", "购买": "amount",
        "募资": "amount", "筹资": "amount", "并购": "amount", "收购价": "amount", "交易价格": "amount",
        "对价": "amount", "代价": "amount", "买下": "amount", "筹集": "amount", "出资": "amount", "支付": "amount",
        "募集": "amount", "领投": "amount",
    },
    units={
        "用户": "users", "客户": "customers", "会员": "members", "患者": "patients", "病人": "patients",
        "消费者": "consumers", "员工": "employees", "雇员": "employees", "职员": "employees", "人": "people",
        "人次": "visits", "参保人": "insured people", "投保人": "insured people", "医生": "doctors",
        "医师": "doctors", "护士": "nurses", "药师": "pharmacists", "专家": "experts", "药店": "pharmacies",
        "药房": "pharmacies", "医院": "hospitals", "诊所": "clinics", "门诊部": "clinics", "门店": "stores",
        "商店": "stores", "店铺": "stores", "城市": "cities", "省": "provinces", "省份": "provinces",
        "国家": "countries", "地区": "regions", "公司": "companies", "企业": "companies", "商家": "merchants",
        "商户": "merchants", "合作伙伴": "partners", "伙伴": "partners", "机构": "institutions",
        "医疗机构": "institutions", "体检中心": "centers", "中心": "centers", "下载": "downloads",
        "次下载": "downloads", "订单": "orders", "处方": "prescriptions", "问诊": "consultations",
        "次问诊": "consultations", "床位": "beds", "股": "shares", "股份": "shares", "家庭": "households",
        "儿童": "children", "学生": "students", "药品": "drugs", "商品": "products", "设备": "devices",
        "月活": "monthly active users", "日活": "daily active users", "供应商": "suppliers", "品牌": "brands",
        "开发者": "developers", "居民": "residents", "社区": "communities", "sku": "products",
    },
    unit_adjectives={
        "月活跃": "monthly active", "月度活跃": "monthly active", "日活跃": "daily active", "年活跃": "annual active",
        "年度活跃": "annual active", "活跃": "active", "注册": "registered", "付费": "paying", "月": "monthly",
    },
    months={},
    weekdays={"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6},
    seasons={"春": 3, "夏": 6, "秋": 9, "冬": 12},
    ordinals={"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "上": 1, "下": 2},
    quarters=("季度", "季", "财季"),
    halves=("半年",),
    parts=("底", "末", "初", "中", "中旬", "上旬", "下旬", "年初", "年底", "年末", "年中", "前后", "左右", "中期"),
    since=("自", "从", "自从"),
    between=(),
    prepositions=(),
    year_words=(),
    joiners=("的",),
    relatives={
        "去年": ("year", -1), "前年": ("year", -2), "今年": ("year", 0), "本年": ("year", 0), "明年": ("year", 1),
        "后年": ("year", 2), "上年": ("year", -1), "本年度": ("year", 0), "上个月": ("month", -1), "上月": ("month", -1),
        "本月": ("month", 0), "这个月": ("month", 0), "当月": ("month", 0), "下个月": ("month", 1), "下月": ("month", 1),
        "上周": ("week", -1), "上星期": ("week", -1), "本周": ("week", 0), "这周": ("week", 0), "本星期": ("week", 0),
        "下周": ("week", 1), "下星期": ("week", 1), "上季度": ("quarter", -1), "上个季度": ("quarter", -1),
        "本季度": ("quarter", 0), "下季度": ("quarter", 1), "今天": ("day", 0), "今日": ("day", 0), "今晨": ("day", 0),
        "今早": ("day", 0), "昨天": ("day", -1), "昨日": ("day", -1), "昨晚": ("day", -1), "前天": ("day", -2),
        "明天": ("day", 1), "明日": ("day", 1), "年初": ("year_part", 0), "年底": ("year_part", 0),
        "年末": ("year_part", 0), "月底": ("month_part", 0), "月初": ("month_part", 0),
    },
    turns={"上": -1, "本": 0, "这": 0, "下": 1},
    same_year=("同年", "当年"),
    periods={"年": "year", "个月": "month", "周": "week", "星期": "week", "个星期": "week", "天": "day", "日": "day"},
    ago_before=(),
    ago_after=("前", "之前", "以前"),
    legal_suffixes=(
        "股份有限公司", "有限责任公司", "控股有限公司", "集团有限公司", "有限公司", "集团公司", "控股集团", "集团", "控股",
        "公司", "医疗科技", "合伙企业", "(有限合伙)",
    ),
)  # fmt: skip
