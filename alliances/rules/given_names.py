"""The first name alone: what members of a matched set learn of each other (G5.3.4.5)."""

# Surnames of two characters that are still borne; a name of two characters is read as one and one.
COMPOUND = {
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人",
    "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶",
    "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于",
    "司空", "令狐", "闾丘", "东郭", "南门", "呼延", "西门", "百里", "拓跋", "轩辕",
    "第五", "左丘", "梁丘", "单于", "淳于", "完颜", "纳兰", "叶赫",
}  # fmt: skip
DOTS = "·•・．"


def given_name(name: str) -> str:
    """Leave out the surname: 张小明 → 小明, 欧阳小明 → 小明, 阿依古丽·买买提 → 阿依古丽.

    Of four characters without a known surname of two the first two are taken for two surnames (张李小明). A name
    in Latin letters, or of one character, gives "": better nothing than the whole name.
    """
    name = "".join(name.split())
    for dot in DOTS:
        if dot in name:
            return name.split(dot)[0]
    if name.isascii() or len(name) < 2:
        return ""
    surname = 2 if len(name) > 3 or (len(name) == 3 and name[:2] in COMPOUND) else 1
    return name[surname:]
