"""Loads what Sfumato's Export Model... (format=safetensors) wrote, for PyTorch. Run with the folder, it compares answers."""
import json, sys, torch
from torch import nn
from torch.nn import functional as F
from safetensors.torch import load_file

LAYERS = {"Convolution": nn.Conv2d, "BatchNormalization": nn.BatchNorm2d, "Dropout": nn.Dropout2d, "MaxPool": nn.MaxPool2d}
FUNCTIONS = {"Input": lambda x: x, "Relu": F.relu, "Relu6": F.relu6, "Silu": F.silu, "Sigmoid": torch.sigmoid, "Add": torch.add,
    "Multiply": torch.mul, "Concatenate": lambda *x: torch.cat(x, 1), "GlobalAveragePool": lambda x: x.mean((2, 3), keepdim=True),
    "AveragePool": lambda x, k, stride: F.avg_pool2d(F.pad(x, [0, k - stride] * 2), k, stride, ceil_mode=True),
    "Enlarge": lambda x, factor: F.interpolate(x, scale_factor=factor, mode="bilinear"),
    "ResizeLike": lambda x, y: F.interpolate(x, y.shape[2:], mode="bilinear")}

class Network(nn.Module):  # .eval() it to predict, or train it further; logits (N, classes, H, W) of images (N, channels, H, W)
    def __init__(self, folder):
        super().__init__()
        table, weights = json.load(open(f"{folder}/network.json")), load_file(f"{folder}/weights.safetensors")
        self.nodes, self.main = table["nodes"], table["outputs"]["main"]
        for name, kind, _, options in self.nodes:  # the numbers of a row are the arguments of its layer, in order
            if kind in LAYERS: self.add_module(name.replace(".", "/"), LAYERS[kind](*options.values()))
        found = self.load_state_dict({"/".join(k.split(".")[:-1]) + "." + k.split(".")[-1]: v for k, v in weights.items()}, False)
        assert not found.unexpected_keys and all(k.endswith("tracked") for k in found.missing_keys), found

    def forward(self, x):
        values = [x]
        for name, kind, inputs, options in self.nodes[1:]:
            of = [values[i] for i in inputs]
            values.append(getattr(self, name.replace(".", "/"))(*of) if kind in LAYERS else FUNCTIONS[kind](*of, *options.values()))
        return values[self.main]

if __name__ == "__main__":
    check = load_file(f"{sys.argv[1]}/check.safetensors")
    with torch.no_grad(): difference = Network(sys.argv[1]).eval()(check["input"]) - check["output"]
    print(f"largest difference {difference.abs().max().item():.2g} of {check['output'].abs().max().item():.3g}")
