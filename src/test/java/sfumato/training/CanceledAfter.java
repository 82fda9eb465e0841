package sfumato.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import sfumato.progress.Progress;

/** Somebody who presses Cancel after so many updates, and remembers what was said. */
public class CanceledAfter implements Progress {

	private final int updates;
	private final List<Double> fractions = Collections.synchronizedList(new ArrayList<>());
	private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

	public CanceledAfter(final int updates) {
		this.updates = updates;
	}

	/** Somebody who lets it run. */
	public static CanceledAfter never() {
		return new CanceledAfter(Integer.MAX_VALUE);
	}

	@Override
	public void update(final double fraction, final String message) {
		fractions.add(fraction);
	}

	@Override
	public void log(final String line) {
		lines.add(line);
	}

	@Override
	public boolean isCanceled() {
		return fractions.size() >= updates;
	}

	/** What was said in updates, in order. */
	public List<Double> fractions() {
		return List.copyOf(fractions);
	}

	/** The lines of the log. */
	public List<String> lines() {
		return List.copyOf(lines);
	}
}
