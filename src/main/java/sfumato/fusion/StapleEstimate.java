package sfumato.fusion;

/**
 * The STAPLE estimate of the raters of an image.
 *
 * @param performance of the raters, with the prior of the classes
 * @param iterations how many steps of expectation maximization were made
 * @param converged whether the last step changed no probability by more than the tolerance
 * @param change the largest change of a probability in the last step
 * @param logLikelihood of all labels in the region, natural logarithm
 */
public record StapleEstimate(RaterPerformance performance, int iterations, boolean converged, double change,
	double logLikelihood)
{}
