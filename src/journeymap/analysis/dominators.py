"""Immediate dominators of a directed graph, by plain lists: which node everybody must pass on the way from a root.

In plain Python rather than by networkx, since the map's first picture needs it and must not wait for an import.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def immediate_dominators(successors: Sequence[Sequence[int]], root: int) -> dict[int, int]:
    """Node → the last node before it that lies on all ways from `root`, for all nodes reached from there but `root`.

    The method of Cooper, Harvey and Kennedy ("A simple, fast dominance algorithm", 2001).
    """
    order = postorder(successors, root)
    rank = {node: number for number, node in enumerate(order)}
    predecessors: dict[int, list[int]] = {node: [] for node in order}
    for node in order:
        for target in successors[node]:
            predecessors[target].append(node)
    found = {root: root}
    changed = True
    while changed:
        changed = False
        for node in reversed(order[:-1]):
            known = [each for each in predecessors[node] if each in found]
            one = known[0]
            for other in known[1:]:
                while one != other:
                    if rank[one] < rank[other]:
                        one = found[one]
                    else:
                        other = found[other]
            if found.get(node) != one:
                found[node] = one
                changed = True
    del found[root]
    return found


def postorder(successors: Mapping[int, Sequence[int]] | Sequence[Sequence[int]], root: int) -> list[int]:
    """The nodes reached from `root`, each after those it leads to wherever there is no way back."""
    seen = {root}
    order: list[int] = []
    work = [(root, iter(successors[root]))]
    while work:
        node, targets = work[-1]
        for target in targets:
            if target not in seen:
                seen.add(target)
                work.append((target, iter(successors[target])))
                break
        else:
            work.pop()
            order.append(node)
    return order
