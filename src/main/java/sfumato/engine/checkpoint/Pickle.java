package sfumato.engine.checkpoint;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickle in a PyTorch checkpoint and executes nothing. A pickle is a program: instructions may name any function of
 * Python's and have it called. This machine has no functions to call; it knows what tensors are made of, as in the table, and
 * refuses everything else by its name.
 *
 * <table>
 * <caption>What becomes of what</caption>
 * <tr><td>numbers, texts, True, False, None</td><td>Long, Double, String, Boolean, null</td></tr>
 * <tr><td>tuple, list</td><td>List</td></tr>
 * <tr><td>dict, {@code collections.OrderedDict}</td><td>Map, in order</td></tr>
 * <tr><td>{@code torch._utils}'s {@code _rebuild_tensor}, {@code _rebuild_tensor_v2}, {@code _rebuild_parameter}</td>
 * <td>{@link Strided}</td></tr>
 * <tr><td>persistent id {@code ("storage", torch.FloatStorage, key, device, length)}</td><td>{@link Storage}</td></tr>
 * </table>
 *
 * Instructions: <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">pickletools</a>, protocols 2 to 5.
 */
final class Pickle {

	/** Numbers in a file of their own: {@code type} as in {@code FloatStorage}, the name of the file, how many. */
	record Storage(String type, String key, long length) {}

	/** A tensor: every number lies at offset + Σ index · stride of its storage. */
	record Strided(Storage storage, long offset, List<Long> size, List<Long> stride) {}

	/** What is to be refused, as the end of a sentence. */
	static final class Refused extends IOException {
		private static final long serialVersionUID = 1;

		Refused(final String why) {
			super(why);
		}
	}

	/** So many numbers, texts, lists and entries a pickle may make; the largest checkpoints have some ten thousand. */
	private static final int MOST = 2_000_000;
	/** PyTorch's tensors have no more axes. */
	private static final int AXES = 64;

	private enum Function {
		ORDERED_DICT, REBUILD_TENSOR, REBUILD_PARAMETER
	}

	/** The class of a storage, e.g. {@code FloatStorage}. */
	private record StorageType(String name) {}

	private final ByteBuffer in;
	private final Map<Integer, Object> memo = new HashMap<>();
	private final Deque<List<Object>> marks = new ArrayDeque<>();
	private List<Object> stack = new ArrayList<>();

	private final Map<String, Storage> storages;
	/** How much may still be made. */
	private int left = MOST;

	private Pickle(final ByteBuffer in, final Map<String, Storage> storages) {
		this.in = in.order(ByteOrder.LITTLE_ENDIAN);
		this.storages = storages;
	}

	/**
	 * Reads up to the end of a pickle.
	 *
	 * @param storages gets all that are mentioned, by their keys
	 * @throws Refused if it is broken, or wants more than is known
	 */
	static Object read(final ByteBuffer in, final Map<String, Storage> storages) throws Refused {
		try {
			return new Pickle(in, storages).run();
		}
		catch (final BufferUnderflowException | IndexOutOfBoundsException | ClassCastException | NullPointerException e) {
			throw new Refused(CheckpointMessages.brokenPickle());
		}
	}

	private Object run() throws Refused {
		while (true) {
			final int instruction = in.get() & 255;
			if (instruction == '.') return pop();
			if (!number(instruction) && !text(instruction) && !container(instruction) && !memory(instruction)) object(
				instruction);
		}
	}

	private boolean number(final int instruction) throws Refused {
		switch (instruction) {
			case 'J' -> push((long) in.getInt());
			case 'K' -> push((long) (in.get() & 255));
			case 'M' -> push((long) (in.getShort() & 0xffff));
			case 0x8a -> push(integer(in.get() & 255));
			case 'G' -> {
				in.order(ByteOrder.BIG_ENDIAN);
				push(in.getDouble());
				in.order(ByteOrder.LITTLE_ENDIAN);
			}
			case 'N' -> push(null);
			case 0x88 -> push(true);
			case 0x89 -> push(false);
			default -> {
				return false;
			}
		}
		return true;
	}

	private long integer(final int bytes) throws Refused {
		if (bytes > Long.BYTES) throw new Refused(CheckpointMessages.longInteger(bytes));
		long value = 0;
		for (int i = 0; i < bytes; i++) {
			final long b = i == bytes - 1 ? in.get() : in.get() & 255; // the last one has the sign
			value |= b << 8 * i;
		}
		return value;
	}

	private boolean text(final int instruction) throws Refused {
		switch (instruction) {
			case 'X' -> push(utf8(in.getInt()));
			case 0x8c -> push(utf8(in.get() & 255));
			case 'U' -> push(utf8(in.get() & 255));
			case 'T' -> push(utf8(in.getInt()));
			default -> {
				return false;
			}
		}
		return true;
	}

	private String utf8(final int length) throws Refused {
		if (length < 0 || length > in.remaining()) throw new Refused(CheckpointMessages.brokenPickle());
		final byte[] bytes = new byte[length];
		in.get(bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@SuppressWarnings("unchecked")
	private boolean container(final int instruction) throws Refused {
		switch (instruction) {
			case '(' -> {
				count();
				marks.push(stack);
				stack = new ArrayList<>();
			}
			case ')' -> push(List.of());
			case 0x85, 0x86, 0x87 -> push(tuple(instruction - 0x84));
			case 't' -> {
				final List<Object> items = sinceMark();
				push(Collections.unmodifiableList(items));
			}
			case ']' -> push(new ArrayList<>());
			case 'a' -> {
				final Object item = pop();
				((ArrayList<Object>) top()).add(item);
			}
			case 'e' -> {
				final List<Object> items = sinceMark();
				((ArrayList<Object>) top()).addAll(items);
			}
			case '}' -> push(new LinkedHashMap<>());
			case 's' -> {
				final Object value = pop(), key = pop();
				put((Map<Object, Object>) top(), key, value);
			}
			case 'u' -> {
				final List<Object> items = sinceMark();
				for (int i = 0; i < items.size(); i += 2)
					put((Map<Object, Object>) top(), items.get(i), items.get(i + 1));
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	/** Keys are what cannot contain itself. */
	private void put(final Map<Object, Object> map, final Object key, final Object value) throws Refused {
		count();
		if (!(key instanceof String || key instanceof Long || key instanceof Double || key instanceof Boolean || key == null))
			throw new Refused(CheckpointMessages.keyType());
		map.put(key, value);
	}

	private List<Object> tuple(final int n) {
		final List<Object> items = stack.subList(stack.size() - n, stack.size());
		final List<Object> tuple = Collections.unmodifiableList(new ArrayList<>(items));
		items.clear();
		return tuple;
	}

	private boolean memory(final int instruction) throws Refused {
		switch (instruction) {
			case 'q' -> memo.put(in.get() & 255, top());
			case 'r' -> memo.put(in.getInt(), top());
			case 0x94 -> memo.put(memo.size(), top());
			case 'h' -> push(remembered(in.get() & 255));
			case 'j' -> push(remembered(in.getInt()));
			case '0' -> pop();
			case 0x80 -> in.get(); // the version
			case 0x95 -> in.getLong(); // how long the next part is
			default -> {
				return false;
			}
		}
		return true;
	}

	private Object remembered(final int index) {
		if (!memo.containsKey(index)) throw new IndexOutOfBoundsException(index);
		return memo.get(index);
	}

	private void object(final int instruction) throws Refused {
		switch (instruction) {
			case 'c' -> push(global(line(), line()));
			case 0x93 -> {
				final String name = (String) pop(), module = (String) pop();
				push(global(module, name));
			}
			case 'Q' -> push(storage((List<?>) pop()));
			case 'R' -> {
				final List<?> arguments = (List<?>) pop();
				push(call((Function) pop(), arguments));
			}
			case 'b' -> { // PyTorch notes versions of modules this way
				pop();
				if (!(top() instanceof Map)) throw new Refused(CheckpointMessages.setsAttributes());
			}
			default -> throw new Refused(CheckpointMessages.instruction(instruction));
		}
	}

	private String line() throws Refused {
		final int start = in.position();
		while (in.get() != '\n')
			continue;
		final int end = in.position() - 1;
		in.position(start);
		final String line = utf8(end - start);
		in.get();
		return line;
	}

	private static Object global(final String module, final String name) throws Refused {
		final String whole = module + "." + name;
		if (whole.equals("collections.OrderedDict")) return Function.ORDERED_DICT;
		if (whole.equals("torch._utils._rebuild_parameter")) return Function.REBUILD_PARAMETER;
		if (whole.matches("torch\\._utils\\._rebuild_tensor(_v2)?")) return Function.REBUILD_TENSOR;
		if (whole.matches("torch\\.[A-Z][A-Za-z0-9]*Storage")) return new StorageType(name);
		throw new Refused(CheckpointMessages.foreignObject(whole));
	}

	private Storage storage(final List<?> id) throws Refused {
		if (id.size() < 5 || !"storage".equals(id.get(0)) || !(id.get(1) instanceof StorageType)) throw new Refused(
			CheckpointMessages.foreignReference());
		if (id.size() > 5 && id.get(5) != null) throw new Refused(CheckpointMessages.partOfStorage());
		final Storage storage = new Storage(((StorageType) id.get(1)).name(), (String) id.get(2), (Long) id.get(4));
		storages.put(storage.key(), storage);
		return storage;
	}

	private Object call(final Function function, final List<?> arguments) throws Refused {
		if (function == Function.REBUILD_TENSOR) return new Strided((Storage) arguments.get(0), (Long) arguments.get(1), longs(
			arguments.get(2)), longs(arguments.get(3)));
		if (function == Function.REBUILD_PARAMETER) return (Strided) arguments.get(0);
		final Map<Object, Object> map = new LinkedHashMap<>();
		if (!arguments.isEmpty()) for (final Object pair : (List<?>) arguments.get(0))
			put(map, ((List<?>) pair).get(0), ((List<?>) pair).get(1));
		return map;
	}

	private static List<Long> longs(final Object tuple) throws Refused {
		if (((List<?>) tuple).size() > AXES) throw new Refused(CheckpointMessages.tensorAxes(((List<?>) tuple).size()));
		return ((List<?>) tuple).stream().map(Long.class::cast).toList();
	}

	private List<Object> sinceMark() {
		final List<Object> items = stack;
		if (marks.isEmpty()) throw new IndexOutOfBoundsException();
		stack = marks.pop();
		return items;
	}

	/** A pickle of some bytes can ask for any amount of memory: by lists of nothing, or by reading one list again and again. */
	private void count() throws Refused {
		if (--left < 0) throw new Refused(CheckpointMessages.tooManyThings(MOST));
	}

	private void push(final Object value) throws Refused {
		count();
		stack.add(value);
	}

	private Object pop() {
		return stack.remove(stack.size() - 1);
	}

	private Object top() {
		return stack.get(stack.size() - 1);
	}
}
