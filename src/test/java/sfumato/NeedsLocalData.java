package sfumato;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a test that is skipped where a dataset of {@link LocalData} is missing. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface NeedsLocalData {

	/** The test of the same class that always runs: the same assertions on generated images. */
	String variant();
}
