package sfumato.models;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The record that a record was in files of older versions. {@link StrictJson} reads what is not of the present form as this form, and
 * makes of it what it means today.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Formerly {

	/** A record with the components of an older version. */
	interface Form<T extends Record> {

		/** The record of today with the same meaning. */
		T now();
	}

	/** The older form. */
	Class<? extends Record> value();
}
