package sfumato.progress;

import java.util.List;

/**
 * Keeps what is logged, and never cancels.
 *
 * @param lines where it is kept
 */
public record KeptLog(List<String> lines) implements Progress {

	@Override
	public void update(final double fraction, final String message) {}

	@Override
	public void log(final String line) {
		lines.add(line);
	}

	@Override
	public boolean isCanceled() {
		return false;
	}
}
