package sfumato.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;

import sfumato.Says;
import sfumato.data.Dataset;
import sfumato.data.DatasetCheck;
import sfumato.data.Finding;
import sfumato.engine.checkpoint.Checkpoint;
import sfumato.engine.checkpoint.CheckpointMessages;
import sfumato.files.FileMessages;
import sfumato.files.ImageFiles;
import sfumato.files.NiftiMessages;
import sfumato.files.RoiMessages;
import sfumato.files.RoiSet;
import sfumato.progress.Progress;

/** Files that say that they hold more than they do, each made by hand; {@link FuzzTest} looks for others. */
class DeclaredSizesTest {

	@TempDir
	private Path folder;

	private interface Reading {
		void read(Path file) throws IOException;
	}

	private String refusal(final String name, final byte[] bytes, final Reading reading) throws IOException {
		final Path file = folder.resolve(name);
		Files.write(file, bytes);
		final String message = assertThrows(Exception.class, () -> reading.read(file)).getMessage();
		assertTrue(message.contains(name) && message.length() < 500, message);
		return message.replace(folder.toString() + "/", "");
	}

	/** A NIfTI-1 header of 8-bit pixels, and some of them. */
	private static byte[] nifti(final int pixels, final int... dims) {
		final ByteBuffer b = ByteBuffer.allocate(352 + pixels).order(ByteOrder.LITTLE_ENDIAN);
		b.putInt(0, 348).putShort(40, (short) dims.length).putShort(70, (short) 2).putFloat(108, 352);
		for (int i = 0; i < dims.length; i++)
			b.putShort(42 + 2 * i, (short) dims[i]);
		b.position(344).put("n+1".getBytes(StandardCharsets.US_ASCII));
		return b.array();
	}

	private static byte[] gzip(final byte[] bytes) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
			zip.write(bytes);
		}
		return out.toByteArray();
	}

	@Test
	void refusesNiftiSizesBeyondTheFile() throws IOException {
		assertEquals(NiftiMessages.tooFewBytes("a.nii", "1000 x 1000 x 1000 x 1", 1048928), refusal("a.nii", nifti(1 << 20, 1000,
			1000, 1000), ImageFiles::read));
		assertTrue(refusal("b.nii", nifti(1 << 20, 1, 1, 32767, 32767, 8), ImageFiles::read).contains("should hold 1 x 1 x 32767 x 262136"));
		final String cut = refusal("c.nii.gz", Arrays.copyOf(gzip(nifti(1 << 26, 1000, 1000, 8)), 300), ImageFiles::read);
		assertTrue(Says.says(NiftiMessages.fileEndsEarly("c.nii.gz"), cut) || Says.says(NiftiMessages.tooFewBytes("c.nii.gz",
			Says.ANY, Says.SOME), cut), cut);
		final String memory = refusal("d.nii.gz", gzip(nifti(60 << 20, 30000, 30000, 60)), ImageFiles::read);
		assertTrue(Says.says(NiftiMessages.fileEndsEarly("d.nii.gz"), memory) || Says.says(NiftiMessages.tooFewBytes(
			"d.nii.gz", Says.ANY, Says.SOME), memory) || memory.contains("but Java has"), memory);
	}

	private static byte[] roi() {
		final Roi roi = new PolygonRoi(new int[] { 1, 8, 4 }, new int[] { 1, 2, 9 }, 3, Roi.POLYGON);
		roi.setName("a");
		return RoiEncoder.saveAsByteArray(roi);
	}

	@Test
	void refusesRoiSizesBeyondTheFile() throws IOException {
		final int more = ByteBuffer.wrap(roi()).getInt(RoiDecoder.HEADER2_OFFSET);
		for (final int length : new int[] { 0x7fffffff, 0x40000010, -1, 100_000 })
			for (final int field : new int[] { more + RoiDecoder.NAME_LENGTH, more + RoiDecoder.ROI_PROPS_LENGTH,
				RoiDecoder.SHAPE_ROI_SIZE })
			{
				final byte[] bytes = roi();
				ByteBuffer.wrap(bytes).putInt(field, length);
				assertEquals(RoiMessages.damaged("x", "x.roi"), refusal("x.roi", bytes, RoiSet::read));
			}
		for (final int kind : new int[] { RoiDecoder.TEXT, RoiDecoder.IMAGE }) {
			final byte[] bytes = roi();
			ByteBuffer.wrap(bytes).putShort(RoiDecoder.SUBTYPE, (short) kind);
			assertTrue(refusal("x.roi", bytes, RoiSet::read).contains("is a " + (kind == RoiDecoder.TEXT ? "text" : "picture") + " and no area"));
		}
	}

	/** ImageJ fills such a polygon in 100 seconds. */
	@Test
	void refusesPolygonsOfMillionsOfPoints() throws IOException {
		final int points = 4_000_000;
		final ByteBuffer b = ByteBuffer.allocate(64 + 4 * points);
		b.put("Iout".getBytes(StandardCharsets.US_ASCII)).putShort((short) 228).put((byte) 0);
		b.putShort(12, (short) 4000).putShort(14, (short) 4000).putInt(RoiDecoder.SIZE, points);
		for (int i = 0; i < points; i++) {
			b.putShort(64 + 2 * i, (short) (i % 2 * 4000));
			b.putShort(64 + 2 * points + 2 * i, (short) (i % 4001));
		}
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			zip.putNextEntry(new ZipEntry("a.roi"));
			zip.write(b.array());
		}
		assertEquals(RoiMessages.tooManyPoints("a", "x.zip", 4000000, 4000), refusal("x.zip", out.toByteArray(), file ->
			RoiSet.read(
				file).labels(new long[] { 4000, 4000 }, 1)));
	}

	private static byte[] safetensors(final String header, final int data) {
		final byte[] json = header.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(8 + json.length + data).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).array();
	}

	@Test
	void refusesOverlappingTensors() throws IOException {
		final StringBuilder header = new StringBuilder("{");
		for (int i = 0; i < 10_000; i++)
			header.append(i == 0 ? "" : ",").append("\"t").append(i).append(
				"\":{\"dtype\":\"F32\",\"shape\":[250000],\"data_offsets\":[0,1000000]}");
		assertEquals(CheckpointMessages.incomplete("w.safetensors", "tensors in it overlap, \"t1\" with another one"), refusal(
			"w.safetensors", safetensors(header + "}", 1_000_000), Checkpoint::read));
		assertTrue(refusal("w.safetensors", safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[1e-999999999],\"data_offsets\":[0,4]}}", 4),
			Checkpoint::read).contains(CheckpointMessages.headerNotJson()));
		assertTrue(refusal("w.safetensors", safetensors("[".repeat(100_000), 4), 
			Checkpoint::read).contains(CheckpointMessages.headerNotJson()));
	}

	private static byte[] checkpoint(final byte[] pickle, final boolean stored) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (final String name : List.of("a/data.pkl", "a/data/0")) {
				final byte[] bytes = name.endsWith("pkl") ? pickle : new byte[32];
				final ZipEntry entry = new ZipEntry(name);
				entry.setMethod(stored ? ZipEntry.STORED : ZipEntry.DEFLATED);
				final CRC32 crc = new CRC32();
				crc.update(bytes);
				entry.setCrc(crc.getValue());
				entry.setSize(bytes.length);
				zip.putNextEntry(entry);
				zip.write(bytes);
			}
		}
		return out.toByteArray();
	}

	/** {"w": a tensor of 2^30 numbers, all of them the first of 8, which the storage says are 2^31 - 1}. */
	@Test
	void refusesTensorStoragesBeyondTheFile() throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(("\u0080\u0002}X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\n" +
			"X\u0001\0\0\u00000X\u0003\0\0\0cpuJ\u00ff\u00ff\u00ff\u007ftQK\0(J\0\0\0@t(K\0t\u0089NtRs.").getBytes(StandardCharsets.ISO_8859_1));
		assertEquals(CheckpointMessages.broken("w.pth", CheckpointMessages.tensorsTooLarge(8)),
			refusal("w.pth",
			checkpoint(out.toByteArray(), true), Checkpoint::read));
	}

	@Test
	void refusesPicklesWithTooManyObjects() throws IOException {
		final byte[] lists = new byte[10_000_000];
		Arrays.fill(lists, (byte) ']');
		assertSays(CheckpointMessages.tooManyThings(2000000), refusal("w.pth", checkpoint(lists, false), Checkpoint::read));
		final byte[] many = new byte[100_000_000];
		Arrays.fill(many, (byte) ']');
		assertTrue(refusal("w.pth", checkpoint(many, false), Checkpoint::read).contains("its a/data.pkl has more than 32 MB"));
	}

	@Test
	void refusesPngSizesBeyondTheFile() throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", out);
		final ByteBuffer png = ByteBuffer.wrap(out.toByteArray()).putInt(16, 8000).putInt(20, 8000);
		final CRC32 crc = new CRC32();
		crc.update(png.array(), 12, 17);
		png.putInt(29, (int) crc.getValue());
		assertEquals(FileMessages.endsBeforePixels("x.png", 8000, 8000), refusal("x.png", png.array(),
			ImageFiles::read));
		png.putInt(16, 2_000_000_000).putInt(20, 2_000_000_000);
		assertTrue(refusal("x.png", png.array(), ImageFiles::read).contains("but Java has"));
		assertEquals(NiftiMessages.fileEndsEarly("x.png"), refusal("x.png", Arrays.copyOf(out
			.toByteArray(), 60), ImageFiles::read));
	}

	/** The colours of all label maps are looked at together, also those of a file that cannot be read. */
	@Test
	void damagedColourFileDoesNotAffectOthers() throws IOException {
		final BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
		image.setRGB(3, 4, 0xFF0000);
		final ByteArrayOutputStream mask = new ByteArrayOutputStream();
		ImageIO.write(image, "png", mask);
		for (final String name : List.of("bad", "good")) {
			final Path place = Files.createDirectories(folder.resolve(name));
			for (final String file : List.of("image", "task01_seg01", "task01_seg02"))
				Files.write(place.resolve(file + ".png"), name.equals("bad") && file.endsWith("1") ? new byte[20] : mask.toByteArray());
		}
		final List<String> findings = DatasetCheck.check(Dataset.open(folder), Progress.none()).stream().map(f -> f.caseName() + " " + f
			.rater() + " " + f.kind()).toList();
		assertEquals(List.of("bad 1 unreadable", "good 1 and 2 identical"), findings);
	}

	/** Each file is damaged in another way; the case that is whole is still looked at. */
	@Test
	void checksOtherFilesBesideADamagedOne() throws IOException {
		final ByteArrayOutputStream mask = new ByteArrayOutputStream();
		final BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
		image.getRaster().setSample(3, 4, 0, 255);
		ImageIO.write(image, "png", mask);
		final byte[][] damaged = { nifti(1 << 10, 1000, 1000, 1000), nifti(1 << 10, 1, 1, 32767, 32767, 8), new byte[0] };
		for (int i = 0; i <= damaged.length; i++) {
			final Path place = Files.createDirectories(folder.resolve("case" + i));
			for (int r = 1; r < 4; r++)
				Files.write(place.resolve("task01_seg0" + r + ".png"), mask.toByteArray());
			if (i == damaged.length) Files.write(place.resolve("image.png"), mask.toByteArray());
			else Files.write(place.resolve("image.nii"), damaged[i]);
		}
		final List<Finding> findings = DatasetCheck.check(Dataset.open(folder), Progress.none());
		assertEquals(List.of("case0", "case1", "case2"), findings.stream().filter(f -> f.kind() == Finding.Kind.UNREADABLE).map(
			Finding::caseName).toList());
		assertTrue(findings.stream().anyMatch(f -> f.caseName().equals("case3") && f.kind() == Finding.Kind.IDENTICAL));
	}
}
