"""The other side of sfumato.bench.NetworkBenchmark: eager PyTorch, one network at a time, told what to do line by line.

    load TABLE BATCH CHANNELS CLASSES SIDE CHANNELS_LAST   builds the network of a table (see sfumato.models.NetworkTable)
    step N, forward N                                      runs N of them, answers with the milliseconds of each
    memory                                                 answers with the most memory that the process has held, in kB
"""
import json, sys, time
import torch
from torch import nn
from torch.nn import functional as F

LAYERS = {
    "Convolution": lambda i, o, kernel, stride, padding, dilation, groups, bias: nn.Conv2d(
        i, o, kernel, stride, padding, dilation, groups, bias),
    "BatchNormalization": nn.BatchNorm2d, "Dropout": nn.Dropout2d, "MaxPool": nn.MaxPool2d,
    # as timm and torchvision write them
    "Relu": lambda: nn.ReLU(inplace=True), "Relu6": lambda: nn.ReLU6(inplace=True), "Silu": lambda: nn.SiLU(inplace=True)}
FUNCTIONS = {
    "Sigmoid": torch.sigmoid, "Add": torch.add, "Multiply": torch.mul, "Concatenate": lambda *x: torch.cat(x, 1),
    "GlobalAveragePool": lambda x: x.mean((2, 3), keepdim=True),
    "AveragePool": lambda x, kernel, stride: F.avg_pool2d(F.pad(x, [0, kernel - stride] * 2), kernel, stride, ceil_mode=True)
        if stride == 1 else F.avg_pool2d(x, kernel, stride, ceil_mode=True, count_include_pad=False),
    "Enlarge": lambda x, factor: F.interpolate(x, scale_factor=factor, mode="bilinear"),
    "ResizeLike": lambda x, y: F.interpolate(x, y.shape[2:], mode="bilinear")}


class Network(nn.Module):
    def __init__(self, table):
        super().__init__()
        self.nodes, self.main = table["nodes"], table["outputs"]["main"]
        self.last = {i: k for k, node in enumerate(self.nodes) for i in node[2]}
        self.last[self.main] = -1
        for name, operation, _, options in self.nodes:
            if operation in LAYERS: self.add_module(name.replace(".", "/"), LAYERS[operation](*options.values()))

    def forward(self, x):
        values = [x]
        for k, (name, operation, inputs, options) in enumerate(self.nodes[1:], 1):
            run = getattr(self, name.replace(".", "/")) if operation in LAYERS else FUNCTIONS[operation]
            values.append(run(*[values[i] for i in inputs], *([] if operation in LAYERS else options.values())))
            for i in inputs:
                if self.last[i] == k: values[i] = None  # as a local variable dies
        return values[self.main]


def loss(logits, y):
    """0.25 cross-entropy + 0.75 dice-semimetric(DML1) over the batch."""
    p = logits.softmax(1)
    ce = -(logits.log_softmax(1) * y).sum(1).mean()
    dml = ((p - y).abs().sum((0, 2, 3)) / (p.sum((0, 2, 3)) + y.sum((0, 2, 3)))).mean()
    return 0.25 * ce + 0.75 * dml


def main():
    torch.set_num_threads(int(sys.argv[1]))
    clock = time.process_time if sys.argv[2] == "1" else time.perf_counter
    print("PyTorch", torch.__version__, flush=True)
    for line in sys.stdin:
        command, *rest = line.split()
        times = []
        if command == "load":
            net = Network(json.load(open(rest[0])))
            n, c, k, side, last = map(int, rest[1:])
            x, y = torch.rand(n, c, side, side), torch.rand(n, k, side, side).softmax(1)
            if last: net, x = net.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
            sgd = torch.optim.SGD(net.parameters(), 0.001, momentum=0.9, weight_decay=5e-4)
            print(sum(p.numel() for p in net.parameters()), flush=True)
            continue
        if command == "memory":
            print(next(l for l in open("/proc/self/status") if l.startswith("VmHWM")).split()[1], flush=True)
            continue
        net.train(command == "step")
        for _ in range(int(rest[0])):
            start = clock()
            if command == "step":
                l = loss(net(x), y)
                l.backward()
                l.item()
                sgd.step()
                sgd.zero_grad()
            else:
                with torch.inference_mode(): net(x).softmax(1).numpy()
            times.append(1e3 * (clock() - start))
        print(*times, flush=True)


main()
