/**
 * Measurements, run by hand: {@code main} methods that print times of two ways of doing the same, taken in turns. They are no
 * tests, because what they print depends on the machine.
 */
package sfumato.bench;
