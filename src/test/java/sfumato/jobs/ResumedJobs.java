package sfumato.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that resumes the jobs of {@link KilledJobsTest}. Not the process of the tests: ImageJ's version in TIFF files depends on
 * whether another test has started an application there.
 */
final class ResumedJobs implements AutoCloseable {

	private static final String ANSWER = "resumed ";

	private final Process process;
	private final Writer orders;
	private final BufferedReader answers;

	ResumedJobs(final Path inputs, final Path work) throws IOException {
		process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx256m",
			"-Djava.awt.headless=true", "-Duser.home=" + System.getProperty("user.home"), "-cp", System.getProperty("java.class.path"),
			ResumedJobs.class.getName(), inputs.toString(), work.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		orders = process.outputWriter(StandardCharsets.UTF_8);
		answers = process.inputReader(StandardCharsets.UTF_8);
	}

	/**
	 * Runs a job again, with what the messages say.
	 *
	 * @throws IOException with what was wrong
	 */
	void resume(final KilledJob job) throws IOException {
		orders.write(job.name() + "\n");
		orders.flush();
		String line;
		do {
			line = answers.readLine();
			if (line == null) throw new IOException("The process that resumes jobs has ended.");
		}
		while (!line.startsWith(ANSWER));
		if (!line.equals(ANSWER)) throw new IOException(line.substring(ANSWER.length()));
	}

	@Override
	public void close() {
		process.destroyForcibly();
	}

	/** @param args the folder of the inputs, and the folder to work in */
	public static void main(final String[] args) throws IOException {
		try (LocalJobs jobs = new LocalJobs()) {
			final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			for (String job = in.readLine(); job != null; job = in.readLine()) {
				String fault = "";
				try {
					resume(KilledJob.valueOf(job), jobs, Path.of(args[0]), Path.of(args[1]));
				}
				catch (final IOException | RuntimeException e) {
					fault = e.toString().replace('\n', ' ');
				}
				System.out.println(ANSWER + fault);
			}
		}
		System.exit(0);
	}

	private static void resume(final KilledJob job, final LocalJobs jobs, final Path inputs, final Path work) throws IOException {
		boolean resume = false, overwrite = false;
		while (true)
			try {
				job.run(jobs, inputs, work, resume, overwrite);
				return;
			}
			catch (final IOException e) {
				if (!resume && e.getMessage().contains("resume=true")) resume = true;
				else if (!overwrite && e.getMessage().contains("overwrite=true")) overwrite = true;
				else throw e;
			}
	}
}
