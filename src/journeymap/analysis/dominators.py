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
    predecessors: list[list[int]] = [[] for _ in order]  # all by rank from here on
    for number, node in enumerate(order):
        for target in successors[node]:
            predecessors[rank[target]].append(number)
    last = len(order) - 1
    found = [-1] * last + [last]
    changed = True
    while changed:
        changed = False
        for number in range(last - 1, -1, -1):
            known = [each for each in predecessors[number] if found[each] >= 0]
            one = known[0]
            for other in known[1:]:
                while one != other:
                    if one < other:
                        one = found[one]
                    else:
                        other = found[other]
            if found[number] != one:
                found[number] = one
                changed = True
    return {order[number]: order[found[number]] for number in range(last)}


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
