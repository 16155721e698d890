"""Strongly connected components of a directed graph in topological order, by plain lists.

Owns the order in which chains are solved and loops are found; the graphs themselves come from `graph` and `walk`.
"""

from __future__ import annotations

from collections.abc import Sequence

Successors = Sequence[Sequence[int]]


def topological_order(successors: Successors) -> list[int] | None:
    """All nodes, each before its successors; None where there is a cycle."""
    waiting = [0] * len(successors)
    for targets in successors:
        for target in targets:
            waiting[target] += 1
    order = [node for node, count in enumerate(waiting) if not count]
    for node in order:
        for target in successors[node]:
            waiting[target] -= 1
            if not waiting[target]:
                order.append(target)
    return order if len(order) == len(successors) else None


def components(successors: Successors) -> list[list[int]]:
    """The strongly connected components, each before those it leads to (Tarjan's method without recursion)."""
    order = topological_order(successors)
    if order is not None:
        return [[node] for node in order]
    number = [0] * len(successors)
    low = [0] * len(successors)
    stack: list[int] = []
    on_stack = bytearray(len(successors))
    found: list[list[int]] = []
    count = 0
    for root in range(len(successors)):
        if number[root]:
            continue
        count += 1
        number[root] = low[root] = count
        stack.append(root)
        on_stack[root] = 1
        work = [(root, iter(successors[root]))]
        while work:
            node, targets = work[-1]
            for target in targets:
                if not number[target]:
                    count += 1
                    number[target] = low[target] = count
                    stack.append(target)
                    on_stack[target] = 1
                    work.append((target, iter(successors[target])))
                    break
                if on_stack[target] and number[target] < low[node]:
                    low[node] = number[target]
            else:
                work.pop()
                if work and low[node] < low[work[-1][0]]:
                    low[work[-1][0]] = low[node]
                if low[node] == number[node]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack[member] = 0
                        component.append(member)
                        if member == node:
                            break
                    found.append(component)
    found.reverse()
    return found
