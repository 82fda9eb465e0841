"""Makes src/test/resources/sfumato/engine/trajectories.json with PyTorch's optimizers and schedules.

A weight with weight decay and a bias without follow the gradients of w x + b for 50 values of x, once for each optimizer and schedule.
"""
import json
import math
import pathlib

import torch

STEPS = 50
INPUTS = [math.cos(1.7 * t) + 0.3 for t in range(STEPS)]
OPTIMIZERS = {
    "sgd(momentum: 0.9, decay: 5e-4)": lambda groups: torch.optim.SGD(groups, lr=0.01, momentum=0.9, weight_decay=5e-4),
    "sgd(momentum: 0, decay: 0.1)": lambda groups: torch.optim.SGD(groups, lr=0.01, momentum=0, weight_decay=0.1),
    "adamw": lambda groups: torch.optim.AdamW(groups, lr=0.01),
    "adamw(beta1: 0.8, beta2: 0.99, epsilon: 1e-4, decay: 0.3)": lambda groups: torch.optim.AdamW(
        groups, lr=0.01, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.3),
}
SCHEDULES = {
    "polynomial(power: 0.9, warmup: 0)": lambda o: torch.optim.lr_scheduler.PolynomialLR(o, total_iters=STEPS, power=0.9),
    "cosine(end: 0, warmup: 0)": lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=STEPS),
    "cosine(end: 0.1, warmup: 0)": lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=STEPS, eta_min=0.001),
    "constant(warmup: 0)": lambda o: torch.optim.lr_scheduler.ConstantLR(o, factor=1),
}


def trajectory(make_optimizer, make_schedule):
    weight, bias = torch.nn.Parameter(torch.tensor([1.0])), torch.nn.Parameter(torch.tensor([-2.0]))
    optimizer = make_optimizer([{"params": [weight]}, {"params": [bias], "weight_decay": 0.0}])
    schedule = make_schedule(optimizer)
    rows = []
    for x in INPUTS:
        optimizer.zero_grad()
        (weight * x + bias).sum().backward()
        rate = optimizer.param_groups[0]["lr"]
        optimizer.step()
        schedule.step()
        rows.append([rate, weight.item(), bias.item()])
    return rows


target = pathlib.Path(__file__).parent / "../resources/sfumato/engine/trajectories.json"
target.write_text(json.dumps({"inputs": INPUTS, "trajectories": [
    {"optimizer": o, "schedule": s, "rows": trajectory(make, schedule)}
    for o, make in OPTIMIZERS.items() for s, schedule in SCHEDULES.items()]}, indent=1) + "\n")
