/** Holds the documentation to the code: writes its tables of commands, keys and methods, and looks after links and macro lines. */
package sfumato.docs;
