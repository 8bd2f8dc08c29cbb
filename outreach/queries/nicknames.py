"""Short and pet names that are no mere beginnings of the full name, as they are common in the United States."""

_GROUPS = """
albert al bert | alexander alex sandy | andrew andy drew | ann anna annie nancy | anthony tony | augustus gus |
barbara barb babs | benjamin ben | catherine katherine kathryn kate katie kathy cathy kitty kay | charles chuck
charlie | christopher chris kit | christine christina chris tina | daniel dan | david dave | deborah debra
debbie deb | dorothy dot dottie dolly | edward ed eddie ted ned | eleanor ellie nell nora | elizabeth beth betty
liz lizzie betsy eliza | frances fran frannie | francis frank | francisco paco pancho frank | gerald jerry |
guadalupe lupe | harold hal harry | helen nell nellie | henry hank harry | ignacio nacho | jacqueline jackie |
james jim jimmy jamie | jerome jerry | jesus chuy | john jack johnny | jose pepe | joseph joe joey | lawrence
larry | leonard len lenny | margaret peggy meg maggie marge | martha patsy marty | mary polly molly mae |
michael mike mickey | nathaniel nate | patricia pat patty trish tricia | patrick pat paddy | rebecca becky |
richard dick rick ricky rich | robert bob bobby rob | roberto beto | ronald ron | sarah sally sadie | stephen
steven steve | susan sue susie suzanne | theodore ted theo | thomas tom tommy | victoria vicky tori | virginia
ginny | walter walt wally | william bill billy will willie liam
"""


def _by_name() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(_GROUPS.split("|")):
        for name in group.split():
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


_GROUPS_OF = _by_name()
_NONE: frozenset[int] = frozenset()


def name_groups(given: str) -> frozenset[int]:
    """The numbers of the groups of names a folded given name belongs to; two that share one may be one name.

    >>> bool(name_groups("bill") & name_groups("william"))
    True
    """
    return _GROUPS_OF.get(given, _NONE)
