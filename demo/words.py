"""Names to draw from. Everybody is invented: surnames and given names are put together by chance."""

SURNAMES = (
    *"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜",
    *"范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文亓逄仝",
    *("欧阳", "司马", "上官", "诸葛"),
)
BOY_FIRST, BOY_SECOND = "子浩宇梓俊文博奕泽嘉睿明天逸承思景星晨一", "轩然航辰泽睿豪杰涵宸凡阳远哲恒霖昊铭川诚"
GIRL_FIRST, GIRL_SECOND = "雨欣诗梓思佳语若心可依静芷舒悦念星晓知一", "涵怡萱琪彤妍瑶婷诺菲晴宁悦霏然溪禾玥雯苒"
MAN, WOMAN = (
    "建国志强海军永刚卫东文斌大鹏立新立军少华春生学林长河宝山",
    "秀英丽华桂兰春梅海燕红霞玉珍淑芬晓燕爱玲翠萍月娥",
)
OLD_MAN, OLD_WOMAN = "德福万有守田传根庆丰茂林广才清源世昌", "桂花秀莲金凤玉兰素芹银环巧云凤英"
# The encodings of old systems do not know these characters; the last one lies beyond 16 bits.
RARE_GIVEN = ("㛃", "䶮", "子翀", "甪瑄", "雨𬍛")
# Uyghur names: the own name, a dot, the father's name.
DOTTED_BOYS, DOTTED_GIRLS = ("麦尔丹", "艾力", "凯撒尔", "伊力亚尔"), ("古丽娜尔", "迪丽努尔", "祖丽胡玛尔", "阿依夏")
DOTTED_MEN, DOTTED_WOMEN = ("吐尔逊", "买买提", "玉素甫"), ("帕提古丽", "热娜", "玛依热")


def pairs(text: str) -> list[str]:
    """Cut a text into given names of two characters."""
    return [text[i : i + 2] for i in range(0, len(text), 2)]
