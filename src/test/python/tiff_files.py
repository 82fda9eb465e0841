"""Writes small TIFFs of every kind that is read, and the values that tifffile reads in them.

    python3 src/test/python/tiff_files.py src/test/resources/sfumato/files/tiff

Needs numpy, tifffile and imagecodecs; written with tifffile VERSION (see "program" in expected.json).
"""
import json
import os
import sys

import numpy as np
import tifffile

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
expected = {}
H, W = 19, 21
rng = np.random.default_rng(0)


def ramp(dtype, shape=(H, W)):
    """Smooth with some noise, over the whole range of the type."""
    n = int(np.prod(shape))
    x = (np.arange(n) * 37 % 1009) / 1009.0
    kind = np.dtype(dtype)
    if kind.kind == "f":
        return (x * 8 - 3).astype(kind).reshape(shape)
    info = np.iinfo(kind)
    return np.round(info.min + x * (float(info.max) - float(info.min))).astype(np.int64).clip(info.min, info.max).astype(kind).reshape(shape)


def add(name, array, read=None, **options):
    file = os.path.join(folder, name + ".tif")
    tifffile.imwrite(file, array, metadata=options.pop("metadata", None), **options)
    values = tifffile.imread(file) if read is None else read
    expected[name] = {"shape": list(values.shape), "values": [float(v) for v in np.asarray(values, np.float32).ravel()]}


for dtype in "u1", "i1", "u2", "i2", "u4", "i4", "f2", "f4", "f8":
    kind = np.dtype(dtype)
    name = {"u": "uint", "i": "int", "f": "float"}[kind.kind] + str(8 * kind.itemsize)
    a = ramp(kind)
    for order, mark in ("<", "little"), (">", "big"):
        add(f"{name}-{mark}", a, byteorder=order)
    add(f"{name}-deflate-tiles", a, compression="zlib", tile=(16, 16))
    add(f"{name}-lzw-strips", a, compression="lzw", rowsperstrip=5)
    add(f"{name}-bigtiff", a, bigtiff=True)
    add(f"{name}-zstd", a, compression="zstd", rowsperstrip=7)
    for code, suffix in ("zlib", "deflate"), ("lzw", "lzw"), ("zstd", "zstd"):
        add(f"{name}-predictor-{suffix}", a, compression=code, predictor=True, rowsperstrip=6)
    add(f"{name}-predictor-tiles-big", a, compression="zlib", predictor=True, tile=(16, 16), byteorder=">")

bits = ramp("u1") > 127
add("bits", bits, photometric="minisblack", read=bits * 255)
add("bits-white", bits, photometric="miniswhite", read=(1 - bits) * 255)
add("bits-packbits", bits, photometric="minisblack", compression="packbits", read=bits * 255)
add("uint8-packbits", ramp("u1"), compression="packbits")
add("uint8-white", ramp("u1"), photometric="miniswhite", read=255 - ramp("u1"))
add("uint16-white-deflate", ramp("u2"), photometric="miniswhite", compression="zlib", read=65535 - ramp("u2"))
for dtype, name in ("u4", "uint32-white-lzw"), ("i4", "int32-white-zstd"):
    a = ramp(dtype)
    ends = int(np.iinfo(dtype).max) + int(np.iinfo(dtype).min)
    add(name, a, photometric="miniswhite", compression=name.split("-")[-1], predictor=True, tile=(16, 16), read=ends - a.astype(np.int64))
for b in 2, 4:
    a = (ramp("u1") >> (8 - b)).astype(np.uint8)
    add(f"uint{b}", a, bitspersample=b, read=a)
rgb = ramp("u1", (H, W, 3))
add("rgb", rgb, photometric="rgb", read=np.moveaxis(rgb, -1, 0))
add("rgb-predictor-lzw", rgb, photometric="rgb", compression="lzw", predictor=True, read=np.moveaxis(rgb, -1, 0))
add("rgb-predictor-tiles", rgb, photometric="rgb", compression="zlib", predictor=True, tile=(16, 16), read=np.moveaxis(rgb, -1, 0))
add("rgb-planar", np.moveaxis(rgb, -1, 0), photometric="rgb", planarconfig="separate", compression="zlib", read=np.moveaxis(rgb, -1, 0))
rgb16 = ramp("u2", (H, W, 3))
add("rgb16-zstd-predictor", rgb16, photometric="rgb", compression="zstd", predictor=True, read=np.moveaxis(rgb16, -1, 0))
alpha = ramp("u1", (H, W, 4))
alpha[..., 3] = np.where(np.arange(W) % 3 == 0, 0, 200)
add("rgb-alpha", alpha, photometric="rgb", extrasamples=["unassalpha"], read=np.moveaxis(alpha[..., :3] * (alpha[..., 3:] > 0), -1, 0))
grey = ramp("u1", (H, W, 2))
grey[..., 1] = np.where(np.arange(W) % 3 == 0, 0, 255)
add("grey-alpha", grey, photometric="minisblack", planarconfig="contig", extrasamples=["assocalpha"], read=grey[..., 0] * (grey[..., 1] > 0))
five = ramp("u2", (H, W, 5))
add("five-channels", five, photometric="minisblack", planarconfig="contig", compression="zlib", predictor=True, read=np.moveaxis(five, -1, 0))
floats = ramp("f4", (3, H, W))
add("float-planar-predictor", floats, photometric="minisblack", planarconfig="separate", compression="zlib", predictor=True, read=floats)
palette = (ramp("u1") >> 5).astype(np.uint8)
add("palette", palette, photometric="palette", colormap=np.tile(np.arange(256, dtype=np.uint16) * 257, (3, 1)), compression="lzw", read=palette)
smooth = np.add.outer(np.arange(H) * 5, np.arange(W) * 6).astype(np.uint8)
add("jpeg-grey", smooth, compression="jpeg")
add("jpeg-grey-tiles", smooth, compression="jpeg", tile=(16, 16))
colour = np.stack([smooth, 255 - smooth, smooth // 2 + 40], -1)
file = os.path.join(folder, "jpeg-rgb.tif")
tifffile.imwrite(file, colour, photometric="rgb", compression="jpeg", metadata=None)
v = np.moveaxis(tifffile.imread(file), -1, 0)
expected["jpeg-rgb"] = {"shape": list(v.shape), "values": [float(x) for x in v.ravel()]}
stack = ramp("u2", (4, H, W))
add("pages-deflate", stack, compression="zlib", photometric="minisblack")

ome = ramp("u1", (2, 3, H, W))  # Z, C
for name, axes, array in ("ome-zc", "ZCYX", ome), ("ome-cz", "CZYX", np.swapaxes(ome, 0, 1)):
    file = os.path.join(folder, name + ".ome.tif")
    tifffile.imwrite(file, array, ome=True, compression="zlib" if name == "ome-cz" else None, metadata={"axes": axes, "PhysicalSizeX": 500.0, "PhysicalSizeXUnit": "nm", "PhysicalSizeY": 0.25, "PhysicalSizeZ": 2.0})
    expected[name + ".ome"] = {"shape": [3, 2, H, W], "values": [float(x) for x in np.moveaxis(ome, 1, 0).ravel()]}

# no stacks, which is refused
for name, second in ("two-sizes", np.full((10, 9), 9, np.uint8)), ("two-kinds", np.full((H, W), 900, np.uint16)):
    with tifffile.TiffWriter(os.path.join(folder, name + ".tif")) as out:
        for page in np.full((H, W), 7, np.uint8), second:
            out.write(page, photometric="minisblack", metadata=None)

expected["program"] = "tifffile " + tifffile.__version__
with open(os.path.join(folder, "expected.json"), "w") as out:
    json.dump(expected, out, separators=(",", ":"))
print(len(expected) - 1, "files")
