"""The language of fields in a Word template: names, loops and conditions, and nothing that could reach further.

Jinja's sandbox keeps a template from attributes and files. It does not keep it from running for ever (loops in
loops over everything, 10 ** 10 ** 10), so we let only the listed parts of the language pass.
"""

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("default", "first", "join", "last", "length")
OF_LOOPS = {"first", "index", "last", "length"}
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.Filter,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
)


class NotAllowed(TemplateError):
    """The template uses a part of Jinja that fields do not have; `what` names it as the person wrote it."""

    def __init__(self, what: str):
        super().__init__(what)
        self.what = what


class Fields(ImmutableSandboxedEnvironment):
    """Jinja, cut down to fields."""

    def __init__(self):
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.tests.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def _parse(self, source, name, filename):
        """Parse, and refuse what is not allowed: every template comes through here, whoever reads it."""
        tree = super()._parse(source, name, filename)
        _check(tree, loop="")
        return tree

    def getattr(self, obj, attribute):
        """Give an entry of our plain data, never a method or an attribute of Python."""
        if isinstance(obj, LoopContext) and attribute in OF_LOOPS:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj, argument):
        """Give an entry; a cell that this table does not have is empty, for columns can be left out."""
        if isinstance(obj, dict) and argument in obj:
            return obj[argument]
        if isinstance(obj, list) and isinstance(argument, int):
            return obj[argument] if 0 <= argument < len(obj) else ""
        return self.undefined(obj=obj, name=argument)


def _check(node: nodes.Node, *, loop: str) -> None:
    """Raise NotAllowed; `loop` is the variable of the loop around the node."""
    if not isinstance(node, ALLOWED):
        raise NotAllowed(_named(node))
    _check_names(node)
    if isinstance(node, nodes.For):
        _check_loop(node, loop)
        loop = node.target.name
    for child in node.iter_child_nodes():
        _check(child, loop=loop)


def _check_names(node: nodes.Node) -> None:
    if isinstance(node, nodes.Name | nodes.Getattr):
        name = node.name if isinstance(node, nodes.Name) else node.attr
        if name.startswith("_"):
            raise NotAllowed(name)
    if isinstance(node, nodes.Getitem):
        is_plain = isinstance(node.arg, nodes.Const) and not str(node.arg.value).startswith("_")
        if not is_plain:
            raise NotAllowed("[ ]")
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        raise NotAllowed(f"| {node.name}")


def _check_loop(node: nodes.For, loop: str) -> None:
    """A loop runs over a part of the data; one inside another over a part of what the other is at.

    So a template is never longer than the data, times its own length.
    """
    if node.recursive or node.test is not None or not isinstance(node.target, nodes.Name):
        raise NotAllowed("for")
    root = root_of(node.iter)
    if root is None or (loop and root != loop):
        raise NotAllowed(f"for {node.target.name} in …")


def root_of(path: nodes.Node) -> str | None:
    """Give the first name of `table.rows`; None for anything but such a path."""
    while isinstance(path, nodes.Getattr | nodes.Getitem):
        path = path.node
    return path.name if isinstance(path, nodes.Name) else None


def _named(node: nodes.Node) -> str:
    words = {nodes.Call: "( )", nodes.Assign: "set", nodes.Test: "is"}
    return words.get(type(node), getattr(node, "operator", "") or type(node).__name__.lower())
