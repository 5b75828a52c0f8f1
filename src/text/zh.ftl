# 全部通用文字（中文）；键与 en.ftl 相同、次序相同。

nothing = { "" }
rows = { $count }行
names = { $names }
more-bearers = 等，另有{ $more }个单位
names-and-more = { $names }等，另有{ $more }个
quoted = “{ $value }”
in-column = ，列“{ $column }”
error = 错误：{ $fault }
fault-in-file = { $file }：{ $fault }
and-more-faults = 另有{ $more }处错误
did-you-mean = ；是否指“{ $word }”？

ledger-units = 单位
ledger-meetings = 会议
ledger-documents = 文件
ledger-groups = 群组
ledger-apps = 应用
ledger-inspections = 检查
ledger-forms = 报表
ledger-surveys = 问卷

severity-high = 高
severity-medium = 中
severity-low = 低

column-rank = 序
column-severity = 程度
column-hours = 工时
column-rule = 规则
column-units = 责任单位
column-finding = 问题
column-rows = 所在行
column-ledger = 台账
column-flags = 识别内容

summary-period = 期间    { $from }至{ $to }（{ $days }天，{ $basis }）
summary-rows = 数据    { $files }个文件读取{ $read }行：采用{ $accepted }，剔除{ $rejected }，跳过{ $skipped }；存疑单元格{ $warnings }个
summary-burden = 负担    { $hours }小时，其中可避免{ $avoidable }小时（{ $share }）
summary-cadres = 干部    { $cadres }人，人均每月{ $each }小时
summary-ledgers = 可避免 / 全部（小时）：{ $parts }
summary-assumed = 假定    { $hours }小时（{ $share }）所依据的行缺登记因素，按假定计算（缺登记行数／共计行数）：{ $parts }
summary-unknown-factor = { $ledger }{ $factor }{ $rows }（{ $of }，未知，计0小时）
summary-assumed-factor = { $ledger }{ $factor }{ $rows }（{ $of }）
factor-attendees = 参会人数
factor-duration = 时长
factor-recipients = 接收单位
factor-words = 字数
factor-messages = 消息数
factor-members = 成员数
factor-users = 用户数
factor-minutes_per_day = 每日用时
factor-posts_per_week = 每周发布数
factor-receivers = 接待人数
factor-hours = 时长
factor-fillers = 填报单位
factor-minutes = 每次填报用时
summary-survey = 问卷    { $responses }份，1最轻5最重：{ $figures }；为免识别个人未列出的数字：{ $withheld }项
summary-survey-withheld = 问卷    { $responses }份；为免识别个人未列出的数字：{ $withheld }项
summary-survey-figure = { $question }{ $mean }（{ $answers }人）
question-meetings = 会议
question-documents = 文件
question-forms = 填表
question-inspections = 迎检
question-fingertips = 指尖
question-hours_per_week = 每周损失小时
summary-findings = 问题    { $all }条{ $cut ->
    [yes] ，显示前{ $shown }条（--top N 显示更多，--top 0 显示全部）
   *[no] { "" }
  }；下列工时为期望工时：可避免工时 × 置信度
summary-grouped = 问题    { $all }条，归为{ $groups }组{ $cut ->
    [yes] ，显示前{ $shown }组（--top N 显示更多）
   *[no] { "" }
  }；同组内每行只计一次
summary-no-findings = 问题    无
summary-rules = 已运行{ $ran }条规则。
summary-refused = 未读入　　{ $file }：{ $why }
summary-rule-skipped = 跳过（{ $why }）：{ $rules }
summary-rule-failed = 失败（{ $why }）：{ $rules }；报告不完整

period-chosen = 按指定
finding-assumed = （未登记而按假定：{ $factors }）
finding-whole = （全部{ $hours }小时，其中可避免{ $avoidable }小时；所列工时为本单位份额）
count-unknown = 若干
summary-period-assumed = 警告    台账未注明所涉期间，{ $chosen ->
    [yes] 消息数及一次性事项按全年计
   *[no] 群组、应用、报表工时按上述期间推算；请用 --from 和 --to 指定
  }
summary-narrowed = 单位    { $unit }及所辖单位承担{ $borne }小时（可避免{ $borne_avoidable }），施加{ $imposed }小时（可避免{ $imposed_avoidable }）；所列为{ $share ->
    [imposed] 其施加的全部工时
   *[borne] 其承担的份额
  }
baseline-of-other-part = 此前报告仅涉及{ $unit }（{ $share }）；请用相同的 --unit 和 --share，或改用全域报告
period-events = 首末事件日期
period-names = 据标题、文件或文件夹名称
period-activity = 群组和应用最近活动日期，至多一年
period-year = 无日期，按一年计

note-outside = 注：{ $rows }行不在期间内，未计入。
note-unplaced = 注：{ $count }个单位层级不明（{ $names }）；请在 units.csv 中列明。
note-baseline-period = 注：此前报告涉及{ $then }天，本次{ $now }天，问题加重或减轻可能仅因期间长短不同。
note-baseline-rules = 注：{ $rules }条规则此前未运行，其问题计为新增。
note-counted = 注：{ $groups }个群的消息数未注明统计期间，按{ $whole_lives ->
    [yes] 建群至{ $to }
   *[no] { $from }至{ $to }（群存续期内）
  }计。
note-unexpanded = 注：{ $count }处统称单位无法逐一展开（{ $place }“{ $name }”）；按未列单位计。

rule-snapshot = { $ledger }：单次导出且无终止日期
rule-no-rows = 台账{ $ledger }无数据
rule-no-column = { $ledger }：缺少列{ $columns }{ $perhaps }
rule-perhaps = ；是否为“{ $header }”？（请在 jianfu check 路径 --write-config 写出的文件中指定）
note-assumed-column = { $ledger }：缺少列{ $field }，工时按假定计算；是否为“{ $header }”？（请在 jianfu check 路径 --write-config 写出的文件中指定）
rule-failed = 内部错误：{ $why }

apps-share-functions = 共有功能：{ $functions }
apps-share-the-name = 名称所指事项相同
verbatim = { $text }
level-central = 中央层面
level-province = 省级
level-city = 市级
level-county = 县级
level-township = 乡镇级
level-village = 村级
demand-check-in = 打卡签到
demand-relay = 接龙转发
demand-ranking = 排名通报
demand-points = 积分
demand-screenshot = 截图拍照
demand-online-time = 在线时长
demand-forced-install = 强制下载安装
demand-forced-login = 定期登录
demand-likes = 点赞关注
demand-report = 报送

file-unreadable = 无法读取：{ $error }；请检查路径和权限
file-read-failed = 读取失败：{ $error }；请复制到本机后重试
file-damaged = 已损坏，或写法无法读取；请打开后另存为 .xlsx 或 .csv 再试
foreign-pdf = 是 PDF 文档；请索取表格原件（.xlsx 或 .csv）
foreign-ofd = 是 OFD 文档；请索取表格原件（.xlsx 或 .csv）
foreign-image = 是图片；请索取表格原件（.xlsx 或 .csv）
foreign-rtf = 是文字文档（RTF）；请将其中的表格复制到电子表格，另存为 .xlsx
foreign-text-document = 是文字文档；请将其中的表格复制到电子表格，另存为 .xlsx
foreign-slides = 是演示文稿或绘图；请将其中的表格复制到电子表格，另存为 .xlsx
foreign-media = 是音频或视频；请索取表格原件（.xlsx 或 .csv）
foreign-archive = 是此处不解压的压缩包（RAR、7z、tar 等）；请先解压，或改为 .zip
foreign-database = 是数据库；请将其中的表导出为 .xlsx 或 .csv
foreign-dbase = 是 dBase 或 FoxPro 数据表（.dbf）；请用电子表格软件打开，另存为 .xlsx 或 .csv
foreign-early-sheet = 是 Excel 2 至 4 的旧式表格（考勤机常用）；请用电子表格软件打开，另存为 .xlsx 或 .csv
foreign-program = 是程序；请索取表格原件（.xlsx 或 .csv）
foreign-link = 指向其他文件的快捷方式；请指定原文件
foreign-shadow = 其他系统随文件留下的附属文件，没有数据；请指定原文件
foreign-letter = 是电子邮件；请另存其中的表格附件
foreign-locked = 经单位文档保护系统加密的文件；请在原单位解密，或导出明文
foreign-locked-book = 设有密码的文档；请打开后去除密码再保存
foreign-locked-archive = 压缩时设有密码；请先解压
foreign-other-suite = 其他软件的文档；请将其中的表格导出为 .xlsx 或 .csv
foreign-xml = 是没有表格的 XML 文档；请导出为 .xlsx 或 .csv
foreign-unknown = 既非文本也非已知格式的文件；请用原软件打开，导出为 .xlsx 或 .csv
file-empty = 是空文件；请重新导出
file-without-table = 没有表格
file-nested-too-deep = 压缩包层层嵌套过深；请先解压
file-grows-too-much = 压缩文件 { $packed } KiB，解压后超过 { $most } MiB；如确属需要，请先解压
file-packed-badly = 无法解压：{ $error }；请重新打包或导出
book-unreadable = 无法作为工作簿读取：{ $error }；请去除密码，或另存为 .xlsx 或 .csv
page-too-large = 超过 { $most } MiB 的网页或 XML 文件；请导出为 .xlsx 或 .csv
page-without-table = 是没有表格的网页；请重新导出为 .xlsx 或 .csv
file-header-only = 只有表头，没有数据行
file-without-header = 没有表头；开头几行须写明列名
file-of-no-ledger = 第{ $line }行：表头不属于任何台账；最接近{ $ledger }，缺少{ $missing }；请修改列名，或在 jianfu.toml 的 [ledgers.{ $ledger }.columns] 中对应（表头：{ $header }）
file-missing-columns = 第{ $line }行：缺少{ $ledger }的必填列：{ $missing }；请修改列名，或在 jianfu.toml 的 [ledgers.{ $ledger }.columns] 中对应（表头：{ $header }）
file-of-two-ledgers = 列{ $columns }同时符合{ $first }和{ $second }两种台账；请以其中之一命名，或在 jianfu.toml 的 [ledgers.{ $first }] files 中列出
file-field-claimed-twice = 第{ $line }行第{ $column }列：“{ $first }”和“{ $second }”都对应{ $field }；请改名，或在 jianfu.toml 的 [ledgers.{ $ledger }.columns] 中将其一对应为 ""
folder-without-ledger = 没有表格文件（.csv、.tsv、.txt、.xlsx、.xls、.ods、.mht、.gz、.zip）
no-such-ledger = 没有属于{ $ledger }的文件
internal-fault = 程序自身出错，与输入无关：{ $what }；请连同命令行一并反馈
frame-failed = 表格内部错误：{ $error }

why-header = 依表头
why-name = 依文件名
why-forced = 按指定

fault-missing = 缺少必填值；请补充
fault-not-a-date = 不是日期；请写作 2024-03-05
fault-no-such-day = 日历上没有这一天；请更正
fault-ambiguous-date = 日、月无法区分；请写作 2024-03-05
fault-no-year = 日期没有年份，文件其他行也无法确定；请补充年份
fault-not-a-time = 不是时间；请写作 14:30
fault-not-a-duration = 不是时长；请写作 90（分钟）或 1.5小时
fault-not-a-number = 不是数字；请填写数字
fault-negative = 小于零；请更正
fault-too-large = 数值过大；请更正
fault-not-a-flag = 既非是也非否；请填写是或否
fault-not-a-code = 不在可选值之内；见该字段说明
fault-count-not-names = 只有个数，没有名称；请逐一列出
fault-not-a-frequency = 不是频次；请写作 每月、每周一次 或 12/year
fault-not-a-rating = 不是1至5的评分；请填写数字，或对应其他列
fault-formula = 是公式而非结果；请导出数值
fault-invalid-bytes = 含有不属于该编码的字节；请以 UTF-8 重新导出
fault-nul-byte = 含有空字节（NUL）；请重新导出
fault-too-many-cells = 单元格多于表头列数；含分隔符的内容请加引号
fault-too-long = 超过 16 MiB；可能有引号未闭合
fault-too-few-cells = 单元格少于表头列数；其余按缺失计
fault-another-header = 另一张表的表头；请一个文件或工作表只放一张表
fault-under-another-header = 位于另一张表的表头之下，各列含义不同；请一个文件或工作表只放一张表
fault-year-assumed = 没有年份；取文件其他行或标题的年份
fault-day-assumed = 没有具体日期；取该时段的第一天
fault-range-low = 是一个范围；取其下限
fault-end-before-start = 结束早于开始；未采用结束时间
fault-unit-unclear = 列名未注明单位而数值不足一分钟；请在列名中注明单位
fault-part-of-day = 按表格软件存储的“天的几分之几”读取；请在列名中注明单位
fault-implausible-unit = 整列数值与单位不符；请核对数字的单位
fault-damaged-code = 不是有效的信用代码（被四舍五入、凑数或文字），按缺失处理
fault-wrong-check-digit = 校验位不符，仅与名称一并识别
fault-code-of-several = 同一代码对应明显不同的名称，按名称区分

notice-rejected = { $place }{ $column }：剔除：{ $value }{ $fault }
notice-warning = { $place }{ $column }：存疑：{ $value }{ $fault }
notice-skipped = { $place }：跳过：{ $why }
skipped-blank = 空行
skipped-title = 标题或重复的表头
skipped-subtotal = 小计、合计
skipped-footer = 表尾
skipped-duplicate = 与前面的行重复
skipped-same-as = 与{ $place }相同
reading-duplicates = { $file }：{ $again }行与前面重复，只计一次（jianfu check 可逐一列出）
finding-shared-code = ；待核：{ $rows }行中{ $shared }行的企业代码另有不同名称使用
reading-doubts = { $file }：剔除{ $rejected }行，存疑单元格{ $warnings }个（jianfu check 可逐一列出）
strict-rejects = 已剔除{ $rejected }行，而指定了 --strict；请更正（jianfu check 可逐一列出）

check-file = { $file }：{ $ledger }（{ $why }）；{ $encoding }（{ $encoding_why }），{ $delimiter }，表头在第{ $line }行
check-rows = { $records }条记录：采用{ $accepted } + 剔除{ $rejected } + 跳过{ $skipped }；填充{ $filled }格，存疑{ $warnings }格
check-mapped = 已对应：{ $columns }
check-constant = 每行相同：{ $field }为{ $value }（{ $why }）
constant-configured = 依配置
constant-line = 依表上说明行
constant-title = 依标题
constant-sheet = 依工作表名
constant-file = 依文件名
check-remaining = 推断：{ $column } → { $field }（把握{ $percent }%，没有列名与其相符，仅此一列的单元格符合{ $cells }）
check-concluded = 推断：{ $column } → { $field }（把握{ $percent }%，依据列名用词{ $cells }）
check-cells = ，{ $percent }%的单元格相符
check-no-cells = ，其下没有内容
check-open = 待定：{ $column }：可能是{ $fields }
check-perhaps = { $field }{ $enables }
check-would-enable = （可启用{ $rules }）
check-gives-way = 让位：{ $column }让位于{ $other }，后者更符合同一字段
check-unmapped = 仅作佐证保留：{ $columns }
check-dropped = 涉及答卷人身份，未读取：{ $columns }
check-skipped = 跳过：{ $reasons }
check-skipped-reason = { $why } { $count }行
check-more = …… 另有{ $more }条（--all 全部列出）
sheet-hidden = 隐藏的工作表；若属台账请取消隐藏
check-passed-over = { $file }：不是表格，未读取
check-passed-over-why = { $file }：未读取：{ $why }
as-read-withheld = { $rows }行错列，可能涉及答卷人身份，未列出
rejects-format = { $file }：剔除的行以 CSV 写出；请用 .csv
rejects-written = { $file }：已写出剔除的{ $rows }行；请更正后重新读入
config-not-a-table = { $key }不是表；请写成表的形式
config-written = { $file }：已写出列名对应；可修改并保留
config-concluded = 推断，把握{ $percent }%
config-gives-way = 让位于{ $other }
config-open = 待定；可能是{ $fields }
config-refused = { $file }未能读入，可能属于{ $ledger }；可写明：{ $line }
config-differs = 各文件不一，不写成配置行；在{ $file }中：{ $line }
config-constant = { $file }每行相同；可写明：{ $table } { $line }
config-in-use = 采用{ $file }的配置
config-unmapped = 仅作佐证保留；填写字段名即可对应
encoding-mark = 依字节顺序标记
encoding-wide = 依 UTF-16 的零字节
encoding-ascii = 全为 ASCII
encoding-sound = 符合 UTF-8
encoding-chinese = 不符 UTF-8，符合 GB18030
encoding-neither = 不符 UTF-8 和 GB18030
encoding-book = 依文件格式
delimiter-comma = 逗号分隔
delimiter-tab = 制表符分隔
delimiter-semicolon = 分号分隔
delimiter-bar = 竖线分隔
delimiter-blank = 空格分隔
delimiter-other = “{ $mark }”分隔
delimiter-none = 工作表

bad-date = { $option }：“{ $value }”不是日期；请写作 2024-03-05
period-backwards = --to 早于 --from
unknown-rule = 没有名为“{ $rule }”的规则{ $meant }（jianfu rules 列出全部）
unknown-unit = 没有名为“{ $unit }”的单位，或有多个同名{ $meant }
output-format = { $file }：扩展名不是已知格式；请用 { $known } 之一，或加 --format
output-failed = { $file }：无法写入：{ $error }

config-not-utf8 = 不是 UTF-8、UTF-16 或 GB18030 文本；请另存为 UTF-8
config-syntax = 第{ $line }行：{ $error }
config-unknown-key = 第{ $line }行：未知的键{ $key }{ $meant }
config-unknown-field = [ledgers.{ $ledger }.columns] “{ $header }”：没有名为“{ $field }”的字段；可用{ $known }
config-invalid = 第{ $line }行：{ $key }：{ $error }
config-wrong-type = 第{ $line }行：{ $key }不能是{ $found }
config-bad-value = 第{ $line }行：{ $key }：{ $why }
config-out-of-range = { $value }超出范围；可取{ $least }至{ $most }
config-bad-pattern = “{ $pattern }”不是文件名模式；请写作如 会议*.csv

explain-why = 为什么
explain-hours = 工时如何计算
explain-basis = 政策依据
explain-example = 示例
explain-limits = 局限
explain-remedy = 建议
explain-parameters = 现行参数
explain-disabled = 已在配置中关闭
explain-no-parameters = 无
explain-needs = 所需列

fields-of = { $called }（{ $ledger }）
column-field-name = 字段
column-called = 中文名
column-holds = 内容
column-headers = 已知列名（其余按用词识别）
unknown-ledger = 没有“{ $ledger }”这种台账；可用{ $known }{ $meant }
init-there = { $file }：已存在；--force 可替换
init-written = { $folder }：已写出{ $files }个文件；填好模板后用 jianfu check 查看
init-intro = jianfu 的配置。以下均为默认值；去掉行首的 # 即可修改。
init-cost = 成本模型；除名称另有说明外，单位为小时。
init-severity = 预期工时达到多少为高、中严重程度。
init-surveys = 少于此人数的问卷数字不予列出（至少为3）。
init-lists = 本地区的用词。
init-matter = 同一事项的不同叫法：左边为名称，右边为标题中的其他写法。
init-ledgers = 哪些文件属于哪种台账（不论文件名），哪个列名对应哪个字段（"" 表示不用该列）。
init-rules = 规则；参数含义见 jianfu explain 规则名。
template-required = 必填；
template-text = { $required }文字
template-name = { $required }名称，各行写法须一致
template-date = { $required }日期，如 2024-03-05
template-time = { $required }时间，如 14:30
template-duration = { $required }时长，如 90（列名未注明单位时为分钟）或 1.5小时
template-number = { $required }数字
template-count = { $required }整数
template-names = { $required }名称，用顿号或分号分隔
template-names-or-count = { $required }名称，用顿号或分号分隔；也可只填个数
template-code = { $required }选填其一：{ $words }
template-code-set = { $required }可填多项，用顿号分隔：{ $words }
template-frequency = { $required }频次，如 每日、每周、每旬、每月、每季度、每半年、每年、一次性、不定期 或 12/year
template-rating = { $required }1（最轻）至5（最重）

show-figures = { $severity }，可信度{ $confidence }：可避免{ $avoidable }小时（共{ $burden }小时）× { $confidence } = 预期{ $expected }小时
show-imposers = 责任单位  { $names }
show-bearers = 承担单位  { $names }
show-cascade = 逐级传导
show-cascade-sum = { $layers }层，自上而下{ $days }天，{ $rows }行，{ $people }人，{ $hours }小时
show-people = { $people }人
show-hours = { $hours }小时
show-matter = 为何视为同一事项
show-link = [{ $one }]与[{ $other }]，可信度{ $confidence }：{ $why }
show-declared = 台账已写明所传达的内容
show-alike = 标题实质内容相似度{ $likeness }
show-matched = 相同    { $words }
show-alone = 仅此有  { $words }
show-discounted = 不计    { $words }
show-rows = 所依据的行
show-row = [{ $place }] { $file }:{ $line }  { $burden }小时，其中计入{ $avoidable }小时
show-row-gone = 文件中已无此行；运行期间文件是否有改动？
show-unknown = 没有编号为“{ $finding }”的问题（可用 audit --format csv 给出的编号、编号开头或序号）；所依据的行不变，编号不变
show-several = 有{ $findings }个问题的编号以“{ $finding }”开头，请写得更完整
show-no-rank = 没有序号为{ $rank }的问题，共{ $all }个
role-place = 地名
role-qualifier = 权重低
role-unit = 本单位
role-number = 文号
role-session = 届次期次
role-period = 日期时段
role-ceremony = 套话
role-action = 动作词
config-no-profile = 没有名为“{ $profile }”的配置档{ $meant }；已有：{ $known }
config-bad-range = 第{ $line }行：{ $key }不是有效区间；应写作 { "{" } low = 0.5, base = 1.0, high = 1.5 { "}" }，且 low ≤ base ≤ high
waiver-names-nothing = 豁免{ $waiver }：未写明问题编号或规则，请补其一
waiver-without-reason = 豁免{ $waiver }：缺少理由或批准单位，请补全 reason 和 by
waiver-bad-date = 豁免{ $waiver }：截止日期无法识别，应写作 2024-12-31
baseline-no-report = 不是审计的 JSON 报告（{ $error }）；可用 -o report.json 生成
baseline-other-schema = 报告格式版本为{ $schema }，本程序只认版本1
rule-took = { $rule }：{ $milliseconds }毫秒
summary-ends = 区间    按[cost]参数上下限{ $low }至{ $high }小时，其中可避免{ $avoidable_low }至{ $avoidable_high }小时
summary-waived = 豁免      仅被豁免问题涉及的可避免工时{ $hours }小时，未计入上文
status-new = 新增
status-waived = 豁免
state-ran = 已运行
state-skipped = 跳过
state-failed = 失败
status-persisting = 持续
status-worse = 加重
status-better = 好转
aside-waived = 已豁免（仍计负担）：{ $count }条
aside-waived-line = { $id } { $subject }：{ $hours }小时，理由：{ $reason }（{ $by }{ $ends ->
    [yes] ，至{ $until }
   *[no] { "" }
}）
aside-waivers = 未起作用的豁免：{ $count }条
aside-waiver-line = { $number }. { $what }：{ $state ->
    [expired] 已于{ $until }到期，原可涉及{ $findings }条
   *[unused] 没有对应的问题
}
aside-resolved = 较上次报告已解决：{ $count }条
aside-resolved-line = { $id } { $subject }：上次{ $hours }小时
aside-point = 监测点{ $name }：{ $days }天内{ $visits }批次，{ $hours }小时{ $busy ->
    [yes] ；最多一日{ $day }，{ $day_visits }批次；最多一周（{ $week }起）{ $week_visits }批次
   *[no] { "" }
  }
aside-call = { $day } { $inspector }，{ $kind ->
    [inspection] 检查
    [supervision] 督查
    [assessment] 考核
    [research] 调研
    [guidance] 业务指导
    [visit] 来访
   *[unknown] 类型未注明
}{ $with ->
    [yes] （{ $matters }）
   *[no] { "" }
}：{ $hours }小时，问题{ $problems }个，成果{ $outcome }（{ $place }）
show-arithmetic = 逐行算式，编号同下文各行
show-sum = [{ $row }] { $sum } = { $hours }小时；{ $how ->
    [all] 全部计入
    [none] 不计：保留项或仅作佐证
   *[part] 计入{ $has ->
        [yes] { $working } = { $claimed }小时
       *[no] { $claimed }小时（按规则公式）
    }
}
show-total = 合计{ $burden }小时，计入{ $avoidable }小时 × { $confidence } = 预期{ $expected }小时
show-assumed = * 台账未登记，取[cost]中的假定值
init-profile = 内置的地方规定，本文件中的设置优先；jianfu rules --profiles 可列出。
init-waivers = 已认可（豁免）的问题：finding 写编号，或写 rule 并可加 unit、matter；reason、by 必填。
waiver-unreadable = 第{ $line }行不是豁免（{ $error }）；列为 问题编号、规则、单位、事项、理由、截止日期、批准单位
compare-by-pain-point = 月均工时
compare-by-imposer = 按责任单位
compare-by-bearer = 按承担单位
compare-by-rule = 可避免工时，按规则
compare-whole = 合计
compare-only-before = （仅前期有的单位）
compare-only-after = （仅后期有的单位）
column-before = 前期
column-after = 后期
column-change = 增减
column-things = 数量
column-people = 人数
column-time = 时长
column-unit = 单位
column-fell = 下降
column-grew = 上升
column-q = q
column-target = 目标
column-ratio = 比值
column-verdict = 结论
period-before = 前期
period-after = 后期
whole-region = 全域
compare-period = { $label }：{ $from }至{ $to }（{ $days }天，{ $basis }）；月均{ $hours }小时，其中可避免{ $avoidable }小时
compare-caveat = 注意：{ $caveat }
caveat-overlap = 两期重叠{ $days }天，重叠部分两期均计入
caveat-backwards = 后期早于前期
caveat-lengths = 两期长短不同（{ $before }天、{ $after }天），数量按月折算比较
caveat-seasons = 两期月份不同（{ $before }月、{ $after }月），差异可能来自季节
caveat-series = 各期季节不同，差异可能来自季节
caveat-of-step = { $step }：{ $caveat }
caveat-gap = { $period }无会议、文件、检查记录：视为缺口，仅列出，不作比较
caveat-trimmed = { $period }：仅{ $from }至{ $to }，其余日期无记录导出
caveat-snapshot = { $ledger }：单次导出且无终止日期，只反映导出时存量，不能推知此前情况，不作比较
compare-by-period = 月均工时
compare-gap = –
caveat-spread = 一份台账合计各期的消息数，按群存续天数分摊
caveat-only-before = 仅前期有{ $ledger }台账，不作比较
caveat-only-after = 仅后期有{ $ledger }台账，不作比较
compare-findings = 发现    { $all }条{ $cut ->
    [yes] ，列出前{ $shown }条（--top N 可多列，--top 0 全列）
   *[no] { "" }
  }；工时为后期增长部分的期望可避免工时
compare-no-findings = 发现    未见此消彼长（检验{ $tested }项）
compare-target = { $ledger }{ $only_down ->
    [yes] 只减不增
   *[no] 压减{ $reduction }%
}
verdict-met = 达到
verdict-met-but-mutated = 数字达到，隐形变异
verdict-not-met = 未达到
compare-fates = 各期审计问题：已解决{ $resolved }条，持续{ $persisting }条，新增{ $new }条。
compare-things = { $ledger }：保留{ $kept }，减少{ $gone }，新增{ $new }，换名再设{ $renamed }{ $renamed ->
    [0] { "" }
   *[other] ：{ $names }
}
compare-alone-before = 仅前期出现、不作比较的单位：{ $count }个（{ $names }）
compare-alone-after = 仅后期出现、不作比较的单位：{ $count }个（{ $names }）
compare-tested = 检验{ $tested }项；数量过少或工时未降而未检验{ $untested }项（--all 列出）。
compare-one-folder = 只有一个文件夹时需加 --split 日期、--by quarter|half|year，或 --before 与 --after
compare-one-period = { $from }至{ $to }只有一期；请选更短的跨度
compare-split-outside = --split { $value } 不在{ $from }至{ $to }之内
bad-span = { $option }：“{ $value }”不是起止日期，请写作 2024-01-01..2024-06-30
config-bad-target = 第{ $line }行：{ $key }：{ $value } 不是目标，请写 "-30%"、-0.3 或 "only down"
rule-missing-before = 前期{ $why }
rule-missing-after = 后期{ $why }
rule-no-common-ledger = 两期没有共同的台账
rebound-subject = { $fell } → { $grew }
moved-rate = 月均{ $before } → { $after }（×{ $ratio }，95%区间{ $low }–{ $high }）
moved-stock = { $before } → { $after }（×{ $ratio }，95%区间{ $low }–{ $high }）
moved-mean = { $before } → { $after }
moved-hours = 月均{ $before } → { $after }小时（×{ $ratio }）
measure-red-documents = 红头文件
measure-white-documents = 带要求的白头文件
measure-meetings = 会议
measure-meeting-sets = 套会
measure-documents = 文件
measure-inspections = 检查
measure-visits = 调研、指导、来访
measure-groups = 工作群
measure-apps = 应用
measure-forms = 报表
measure-leading-groups-kept = 领导小组
measure-leading-groups-set-up-again = 重新设立的领导小组
measure-chat-groups = 工作群
measure-messages-per-group = 群均消息
measure-mini-programs-and-accounts = 小程序和账号
measure-paper-forms = 纸质报表
measure-system-forms-of-paper = 系统填报
init-compare = 两期之间更名或合并的单位：原名，现名。
init-targets = 两期之间各台账数量的压减目标："-30%"，或 "only down"（只减不增）。
compare-targets = 各单位目标：达到{ $met }项，数字达到而隐形变异{ $mutated }项，未达到{ $missed }项（--all 列出）。
plan-summary = 负担    { $hours }小时，其中可避免{ $avoidable }小时；按方案可省其中{ $saved }小时，另省规则未计为可避免的{ $further }小时
plan-inspections = 检查    { $inspections }次：入企{ $before } → { $after }次（下限{ $fewest }次）；联合{ $joint_before } → { $joint_after }；同一主体对同一对象年均{ $each_before } → { $each_after }次
plan-off-site = 非现场  { $before } → { $after }（按注明的检查计）
plan-bound = 上限    { $measure }：方案省{ $planned }小时，同样约束下任何方案不超过{ $best }小时
plan-steps = 措施    { $all }项{ $cut ->
    [yes] ，列出{ $shown }项（--top N 可多列，--top 0 全列）
   *[no] { "" }
  }
measure-of-packaged-meetings = 合并开会
measure-of-broadcasts = 一竿子到底
measure-of-joint-inspections = 联合检查
measure-of-one-form = 一表通
measure-of-groups = 群组
measure-of-apps = 应用
column-saved = 节省工时
column-further = 另省
column-step = 措施
column-field = 数据项
column-asked = 索要
column-per-year = 年更新
column-from = 取自
column-planned = 按方案
column-capped = 加上限
plan-by-rule = 可避免，按规则
column-avoidable = 可避免
plan-saved = 可减
plan-why-left = 未减部分及原因
plan-left = { $hours }小时：{ $why }
plan-left-by-step = { $measure }措施保留的部分
plan-left-no-measure = 方案暂无对应措施
plan-left-not-asked = 未选用{ $measure }措施
plan-left-no-step = { $measure }：无满足全部约束的安排
plan-by-bearer = 工时，按承担单位
plan-by-imposer = 工时，按责任单位
plan-broadcast = { $lead }一次开到{ $units }个单位，逐级传达的{ $meetings }场会议不再召开
plan-package = { $lead }将{ $meetings }场会议合并为一场，{ $minutes }分钟{ $moved ->
    [0] { "" }
   *[other] ，调整{ $moved }场
}
plan-joint = { $target }：{ $inspectors }个主体的{ $inspections }次检查并为一次，由{ $lead }牵头{ $moved ->
    [0] { "" }
   *[other] ，调整{ $moved }次
}
plan-one-form = { $forms }张表{ $asked }项并为一张{ $fields }项；{ $exports }张可全部由其导出
plan-close-overdue = { $owner }撤销{ $group }：任务已结束
plan-close-idle = { $owner }撤销{ $group }：已无人使用
plan-merge-groups = 保留{ $group }，并入{ $names }
plan-merge-apps = 保留{ $app }，并入{ $names }
plan-close-accounts = 保留{ $account }，关停{ $closed }个账号并引导关注
plan-take-in = 需补入成员{ $members }名
plan-compare-members = 先核对成员：未全部列明
plan-take-over = 需接管功能：{ $functions }
plan-superior-requires = 上级要求设立
plan-is-emergency = 用于应急
plan-no-home = 本级和上级没有可接管其功能的在用应用
plan-form-without-fields = 报表未列填报项目
plan-form-without-fillers = 未登记填报对象，无法判断是否与其他报表同一填报对象
plan-form-alone = 同一填报对象无其他报表
plan-only-account = 单位唯一账号，是否保留由单位决定
plan-sits-elsewhere = { $unit }当时另有会议
plan-when = { $day }{ $timed ->
    [yes] { " " }{ $start }
   *[no] { "" }
}，{ $hours }小时
plan-more-items = ……另有{ $more }项
plan-more-fields = ……另有{ $more }项（--format json 全列）
plan-master-form = { $forms }张表的母表：{ $fields }项，各填一次；{ $exports }张表全部由其导出
plan-each-filler = 每个填报单位
plan-filler = { $filler }：月均表{ $sheets_before } → { $sheets_after }张，单元格{ $cells_before } → { $cells_after }个，工时{ $hours_before } → { $hours_after }：每月省{ $saved }小时
plan-what-if = 若采纳：{ $before } → { $planned }小时{ $capped ->
    [yes] ，再加上限{ $after }小时
   *[no] { "" }
}
plan-without-headcount = { $units }个单位未知干部人数，人均上限对其不适用。
plan-kept = 保持不变{ $rows }项：{ $why }
init-plan = 方案如何制定；jianfu plan 给出措施。
plan-county-takes-over = 由{ $county }统一接管
caveat-column-before = 仅前期{ $ledger }台账有{ $column }列，未采用
caveat-column-after = 仅后期{ $ledger }台账有{ $column }列，未采用
rule-skipped-in = { $periods }：{ $why }
rule-same-answers = 两期答卷相同
note-renamed-unused = 提示：[compare.renamed]中下列名称未出现：{ $names }
note-waivers-unused = 提示：豁免用于审计，此处不适用（{ $waivers }条）。
compare-renamed-circle = [compare.renamed] “{ $name }”循环更名，请写现用名称
report-title = 基层负担审计
compare-format = 对比结果只写为表格、CSV、JSON或JSON行
column-date = 日期
sheet-overview = 概览
sheet-what = 项目
sheet-value = 数值
sheet-from = 起始日
sheet-to = 截止日
sheet-as-of = 基准日
sheet-hours = 全部工时
sheet-avoidable = 可避免工时
sheet-cadres = 干部人数
sheet-each = 人均每月工时
sheet-findings = 问题数
sheet-of-ledger = { $ledger }工时
sheet-name-findings = 问题清单
sheet-rule = 规则
sheet-bearers = 承担单位
sheet-subject = 事项
sheet-remedy = 建议
sheet-burden = 负担工时
sheet-low = 可避免（低值）
sheet-high = 可避免（高值）
sheet-confidence = 置信度
sheet-status = 状态
sheet-evidence = 依据
sheet-id = 问题编号
sheet-to-evidence = 查看所在行
sheet-evidence-of = 依据 { $ledger }
sheet-file = 文件
sheet-line = 行
sheet-claimed = 计入可避免工时
sheet-sum = 算式
sheet-units = 单位
sheet-unit = 单位名称
sheet-imposed = 造成工时
sheet-imposed-avoidable = 其中可避免
sheet-borne = 承担工时
sheet-borne-avoidable = 承担中可避免
sheet-rules = 规则
sheet-state = 运行情况
sheet-why = 原因
sheet-inputs = 文件清单
sheet-encoding = 编码
sheet-records = 记录
sheet-accepted = 采用
sheet-rejected = 剔除
sheet-skipped = 跳过
sheet-filled = 补填
sheet-warnings = 存疑
sheet-notes = 说明
sheet-note = 说明
sheet-settings = 参数
sheet-key = 参数名
sheet-goes-on = 续见下一张同名工作表
sheet-inspector = 检查单位
page-skip = 跳到问题清单
page-period = { $from }至{ $to }（{ $basis }）
page-contents = 目录
page-first = 总览
page-accounts = 数据与规则
page-share = 可避免占比
page-new = 新增问题
page-resolved = 已解决问题
page-worse = 加重问题
page-ten = 最重要的十条问题
page-filter = 按任意文字筛选
page-all = 全部
page-more = 再列一些
page-noscript = 完整问题清单需启用脚本；十条重点和图示不需要。
page-shown = 已列{"{"}0{"}"}条，符合{"{"}1{"}"}条，共{"{"}2{"}"}条
page-comma = 、
page-people = 人
page-sum = 算式
page-claimed = 计入
page-avoidable = 可避免
page-more-rows = 再列其余各行：
page-back = 返回问题清单
picture-meetings = 困在会场
picture-forms = 填表报数
picture-inspections = 迎来送往
picture-fingertips = 指尖忙碌
picture-felt = 问卷与台账对照
picture-none = 未发现此类问题，或没有相应台账。
picture-matrix = 谁给谁添负担
picture-matrix-source = 期内工时，行为责任单位，列为承担单位；来源：全部台账
picture-others = 其他
picture-calendar = { $unit }，{ $month }：{ $meetings }场会议，本单位人员{ $hours }小时
picture-fields = { $forms }张表共索要{ $fields }项数据，以下为多张表都索要的；来源：报表台账
picture-field = 数据项
picture-asked = 索要
picture-timeline = { $target }：期内{ $inspectors }个主体检查{ $visits }次
picture-matters = 检查事项
picture-groups = 工作群按成员数与期内消息数分布（{ $groups }/{ $all }个，对数刻度）；来源：群组台账
picture-group = 群
picture-members = 成员数
picture-messages = 消息数
picture-busiest = 耗时最多的群
picture-point = 痛点
picture-rating = 评分（1至5）
picture-answers = 份数
picture-hours = 月均工时
picture-avoidable = 可避免
picture-felt-source = 评分来自问卷，月均工时来自台账；份数过少的评分不公布
weekday-0 = 一
weekday-1 = 二
weekday-2 = 三
weekday-3 = 四
weekday-4 = 五
weekday-5 = 六
weekday-6 = 日
progress-reading = 读取
progress-rules = 规则
column-group-findings = 以其为主的问题
column-group = 归属
column-worst = 最重
file-missing = 无法读取：{ $error }{ $meant }；请检查路径
demo-written = { $folder }：{ $files }个文件，{ $rows }行；预置问题见 truth.json
demo-there = { $folder }：不是空文件夹；如仍要写入请加 --force
