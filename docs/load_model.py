"""Loads what Sfumato's Export Model... (format=safetensors) wrote; needs PyTorch and safetensors.

    network = load("exported").eval()             # a torch.nn.Module that can also be trained further
    logits = network(images)                      # (N, channels, H, W), normalized as export.json says

    python load_model.py exported                 # compares with the answer that was saved with the network
"""
import json, sys
import torch
from torch import nn
from torch.nn import functional as F
from safetensors.torch import load_file

LAYERS = {  # their arguments are the numbers of a row, in order
    "Convolution": nn.Conv2d, "BatchNormalization": nn.BatchNorm2d, "Dropout": nn.Dropout2d,
    "MaxPool": nn.MaxPool2d}
FUNCTIONS = {
    "Input": lambda x: x, "Relu": F.relu, "Relu6": F.relu6, "Silu": F.silu, "Sigmoid": torch.sigmoid, "Add": torch.add,
    "Multiply": torch.mul, "Concatenate": lambda *x: torch.cat(x, 1),
    "GlobalAveragePool": lambda x: x.mean((2, 3), keepdim=True),
    "AveragePool": lambda x, kernel, stride: F.avg_pool2d(F.pad(x, [0, kernel - stride] * 2), kernel, stride, ceil_mode=True),
    "Enlarge": lambda x, factor: F.interpolate(x, scale_factor=factor, mode="bilinear"),
    "ResizeLike": lambda x, y: F.interpolate(x, y.shape[2:], mode="bilinear")}


class Network(nn.Module):
    def __init__(self, table):
        super().__init__()
        self.nodes, self.main = table["nodes"], table["outputs"]["main"]
        for name, operation, _, options in self.nodes:
            if operation in LAYERS: self.add_module(name.replace(".", "/"), LAYERS[operation](*options.values()))

    def forward(self, x):
        values = [x]
        for name, operation, inputs, options in self.nodes[1:]:
            run = getattr(self, name.replace(".", "/")) if operation in LAYERS else FUNCTIONS[operation]
            values.append(run(*[values[i] for i in inputs], *([] if operation in LAYERS else options.values())))
        return values[self.main]


def load(folder):
    network = Network(json.load(open(f"{folder}/network.json")))
    weights = load_file(f"{folder}/weights.safetensors")
    renamed = {"/".join(k.split(".")[:-1]) + "." + k.split(".")[-1]: v for k, v in weights.items()}
    missing, unexpected = network.load_state_dict(renamed, strict=False)
    assert not unexpected and all(k.endswith("num_batches_tracked") for k in missing), (missing, unexpected)
    return network


if __name__ == "__main__":
    check = load_file(f"{sys.argv[1]}/check.safetensors")
    with torch.no_grad(): difference = (load(sys.argv[1]).eval()(check["input"]) - check["output"]).abs().max().item()
    print(f"largest difference {difference:.2g} of {check['output'].abs().max().item():.3g}")
