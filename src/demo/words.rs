//! The words of a synthetic region, in Chinese and in English: what its offices are called, and the
//! hundreds of matters that they meet and write about.

/// Words in one language.
pub(super) struct Words {
    pub(super) is_chinese: bool,
    pub(super) city: &'static str,
    pub(super) departments: &'static [&'static str],
    pub(super) things: &'static [&'static str],
    pub(super) aspects: &'static [&'static str],
    pub(super) meetings: &'static [&'static str],
    pub(super) inspected: &'static [&'static str],
    pub(super) fields: &'static [&'static str],
    pub(super) functions: &'static [&'static str],
    /// Pairs of these name what is nobody else's matter.
    syllables: &'static [&'static str],
    county_names: &'static [&'static str],
    town_names: &'static [&'static str],
}

impl Words {
    /// A matter by its number.
    pub(super) fn matter(&self, number: usize) -> String {
        let (thing, aspect) = (
            self.things[number % self.things.len()],
            self.aspects[number / self.things.len() % self.aspects.len()],
        );
        if self.is_chinese {
            format!("{thing}{aspect}")
        } else {
            format!("{thing} {aspect}")
        }
    }

    /// A matter that is hardly ever the matter of anything else: something by two of many names.
    pub(super) fn own_matter(&self, matter: usize, names: (usize, usize)) -> String {
        let name = |number: usize| self.syllables[number % self.syllables.len()];
        let (one, other, matter) = (name(names.0), name(names.1), self.matter(matter));
        if self.is_chinese {
            format!("{one}{other}{matter}")
        } else {
            format!("{one} {other} {matter}")
        }
    }

    /// An office of a township, which is no township.
    pub(super) fn office_of(&self, town: &str) -> String {
        if self.is_chinese {
            format!("{town}党政办公室")
        } else {
            format!("{town} Office")
        }
    }

    /// How many names there are to make matters of.
    pub(super) fn names(&self) -> usize {
        self.syllables.len()
    }

    /// How many matters there are.
    pub(super) fn matters(&self) -> usize {
        self.things.len() * self.aspects.len()
    }

    fn numbered(&self, names: &[&str], number: usize) -> String {
        let name = names[number % names.len()];
        match number / names.len() {
            0 => name.to_owned(),
            more if self.is_chinese => format!(
                "{name}{}",
                ["东", "西", "南", "北"][(more - 1) % 4].repeat(1 + (more - 1) / 4)
            ),
            more => format!("{name}{more}"),
        }
    }

    pub(super) fn county(&self, number: usize) -> String {
        let name = self.numbered(self.county_names, number);
        if self.is_chinese {
            format!("{name}县")
        } else {
            format!("{name} County")
        }
    }

    /// Names of townships are told apart by the county that they begin with.
    pub(super) fn town(&self, county: usize, number: usize) -> String {
        let (county, name) = (self.county(county), self.numbered(self.town_names, number));
        if self.is_chinese {
            format!("{county}{name}镇")
        } else {
            format!("{county} {name} Town")
        }
    }

    pub(super) fn village(&self, town: &str, number: usize) -> String {
        let name = self.numbered(self.town_names, number + 3);
        if self.is_chinese {
            format!("{town}{name}村")
        } else {
            format!("{town} {name} Village")
        }
    }

    pub(super) fn within(&self, place: &str, office: &str) -> String {
        if self.is_chinese {
            format!("{place}{office}")
        } else {
            format!("{place} {office}")
        }
    }

    pub(super) fn firm(&self, county: &str, number: usize) -> String {
        if self.is_chinese {
            format!("{county}{number}号示例厂")
        } else {
            format!("{county} Sample Works {number} Ltd")
        }
    }

    /// The title of a meeting on a matter.
    pub(super) fn meeting(&self, matter: &str, form: usize) -> String {
        let form = self.meetings[form % self.meetings.len()];
        if self.is_chinese {
            format!("{matter}{form}")
        } else {
            format!("{form} on {matter}")
        }
    }

    /// The title of a document on a matter.
    pub(super) fn document(&self, matter: &str) -> String {
        if self.is_chinese {
            format!("关于做好{matter}有关工作的通知")
        } else {
            format!("Notice on {matter}")
        }
    }
}

pub(super) const CHINESE: Words = Words {
    is_chinese: true,
    city: "云州市",
    departments: &[
        "应急管理局",
        "教育局",
        "民政局",
        "农业农村局",
        "水务局",
        "市场监督管理局",
        "生态环境局",
        "卫生健康局",
        "住房和城乡建设局",
        "自然资源局",
        "交通运输局",
        "林业局",
    ],
    things: &[
        "城镇燃气",
        "森林防火",
        "秸秆禁烧",
        "河道采砂",
        "校园食堂",
        "农机补贴",
        "危房改造",
        "饮水管网",
        "低保复核",
        "医保参保",
        "社保稽核",
        "公交线路",
        "垃圾分类",
        "茶园改种",
        "果园滴灌",
        "冷链仓储",
        "产业路",
        "文化广场",
        "养老床位",
        "殡葬服务",
        "禁毒",
        "反诈",
        "征兵",
        "人口抽样",
        "预算绩效",
        "国企改革",
        "古树名木",
        "小水电",
        "水库移民",
        "耕地占补",
        "渔政执法",
        "老旧电梯",
        "雨污分流",
        "校车运行",
        "残疾人就业",
        "退役军人",
        "困境儿童",
        "食品小作坊",
        "公益林补偿",
        "畜禽粪污",
        "民宿消防",
        "非遗传承",
        "科技特派",
        "电商物流",
        "供销合作",
        "地灾监测",
        "气象预警",
        "疫苗接种",
    ],
    aspects: &[
        "专项整治",
        "项目建设",
        "资金拨付",
        "达标验收",
        "隐患排查",
        "台账核对",
    ],
    meetings: &[
        "工作会议",
        "推进会",
        "动员部署会",
        "专题会",
        "调度会",
        "座谈会",
    ],
    inspected: &[
        "消防安全",
        "环境保护",
        "产品质量",
        "职业健康",
        "取水计量",
        "劳动用工",
    ],
    fields: &[
        "家庭人口",
        "耕地面积",
        "年收入",
        "帮扶措施",
        "救助金额",
        "住房结构",
        "就业去向",
        "健康状况",
        "教育程度",
        "种植面积",
        "养殖数量",
        "灌溉水源",
        "务工月数",
        "保险险种",
        "走访次数",
        "满意度",
        "户籍类型",
        "残疾等级",
        "监护人",
        "燃气使用",
    ],
    syllables: &[
        "金", "银", "龙", "凤", "云", "霞", "松", "柏", "梅", "兰", "桂", "荷", "泉", "溪", "潭",
        "湾", "岭", "坡", "坪", "坝", "沙", "桥", "渡", "塔", "亭", "庙", "寨", "堡", "屯", "井",
        "窑", "磨", "仓", "场", "园", "圃", "塘", "堰", "渠", "岩",
    ],
    functions: &[
        "事件上报",
        "扫码登记",
        "视频会商",
        "证照核验",
        "政策查询",
        "预约办理",
        "进度督办",
        "数据填报",
    ],
    county_names: &[
        "云岭", "青河", "望江", "东陵", "西塘", "清源", "安宁", "龙泉", "永丰", "平川",
    ],
    town_names: &[
        "青山", "白水", "石桥", "柳河", "东坪", "大营", "清溪", "沙湾", "北川", "南岭", "双河",
        "城关", "红旗", "长兴", "新桥", "古井",
    ],
};

pub(super) const ENGLISH: Words = Words {
    is_chinese: false,
    city: "Yunzhou City",
    departments: &[
        "Emergency Bureau",
        "Education Bureau",
        "Civil Affairs Bureau",
        "Agriculture Bureau",
        "Water Bureau",
        "Market Bureau",
        "Environment Bureau",
        "Health Bureau",
        "Housing Bureau",
        "Land Bureau",
        "Transport Bureau",
        "Forestry Bureau",
    ],
    things: &[
        "gas pipelines",
        "forest fires",
        "straw burning",
        "river sand",
        "school kitchens",
        "farm machinery",
        "unsafe houses",
        "water mains",
        "income support",
        "medical insurance",
        "pensions",
        "bus routes",
        "waste sorting",
        "tea gardens",
        "orchard irrigation",
        "cold storage",
        "farm roads",
        "village squares",
        "care homes",
        "funerals",
        "drug prevention",
        "telephone fraud",
        "recruits",
        "population samples",
        "budgets",
        "state firms",
        "old trees",
        "small dams",
        "resettled families",
        "arable land",
        "fisheries",
        "lifts",
        "storm drains",
        "school transport",
    ],
    aspects: &[
        "clean-up",
        "construction",
        "funding",
        "acceptance",
        "hazards",
        "ledgers",
    ],
    meetings: &[
        "Work meeting",
        "Progress meeting",
        "Mobilisation meeting",
        "Special meeting",
        "Coordination meeting",
    ],
    inspected: &[
        "fire safety",
        "environment",
        "product quality",
        "occupational health",
        "water metering",
        "employment",
    ],
    fields: &[
        "household size",
        "arable area",
        "yearly income",
        "support measure",
        "aid amount",
        "house structure",
        "employment",
        "health",
        "education",
        "planted area",
        "livestock",
        "irrigation",
        "months away",
        "insurance",
        "visits",
        "satisfaction",
        "registration",
        "disability grade",
        "guardian",
        "gas use",
    ],
    syllables: &[
        "Amber", "Birch", "Cedar", "Dolphin", "Ember", "Falcon", "Garnet", "Heron", "Iris",
        "Juniper", "Kestrel", "Larch", "Maple", "Nettle", "Otter", "Poplar", "Quartz", "Raven",
        "Saffron", "Thistle", "Umber", "Violet", "Willow", "Yarrow", "Zinnia", "Acorn", "Beacon",
        "Cobalt", "Drift", "Elder", "Flint", "Grove",
    ],
    functions: &[
        "incident reports",
        "code check-in",
        "video calls",
        "licence checks",
        "policy search",
        "appointments",
        "task tracking",
        "data entry",
    ],
    county_names: &[
        "Yunling",
        "Qinghe",
        "Wangjiang",
        "Dongling",
        "Xitang",
        "Qingyuan",
        "Anning",
        "Longquan",
    ],
    town_names: &[
        "Qingshan",
        "Baishui",
        "Shiqiao",
        "Liuhe",
        "Dongping",
        "Daying",
        "Qingxi",
        "Shawan",
        "Beichuan",
        "Nanling",
        "Shuanghe",
        "Chengguan",
        "Hongqi",
        "Changxing",
        "Xinqiao",
        "Gujing",
    ],
};
