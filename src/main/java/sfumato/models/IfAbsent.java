package sfumato.models;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a record's component in files that were written before there was the component. {@link StrictJson} reads such files as if
 * they had this value, which must be what programs did then.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface IfAbsent {

	/** The value as JSON: {@code 0}, {@code "none"} in quotation marks. */
	String value();
}
