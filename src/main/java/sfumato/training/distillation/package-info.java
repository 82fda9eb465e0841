/**
 * What a student network learns from a teacher.
 */
package sfumato.training.distillation;
