/**
 * Distances to objects, and connected objects, of label maps in two and three dimensions.
 */
package sfumato.geometry;
