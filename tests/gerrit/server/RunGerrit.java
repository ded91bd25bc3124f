import java.util.Arrays;

/**
 * Runs one of Gerrit's programs, which have no `main` of their own: {@code java RunGerrit.java Init|Daemon OPTION…}.
 *
 * <p>Where the property `keeper` names a process, the program ends with it: a test run that is killed leaves no server.
 */
public class RunGerrit {
  public static void main(String[] arguments) throws Exception {
    Long keeper = Long.getLong("keeper");
    if (keeper != null) {
      Runnable end = () -> Runtime.getRuntime().halt(1);
      ProcessHandle.of(keeper).ifPresentOrElse(process -> process.onExit().thenRun(end), end);
    }
    Class<?> program = Class.forName("com.google.gerrit.pgm." + arguments[0]);
    Class<?> abstractProgram = Class.forName("com.google.gerrit.pgm.util.AbstractProgram");
    String[] options = Arrays.copyOfRange(arguments, 1, arguments.length);
    Object made = program.getDeclaredConstructor().newInstance();
    System.exit((int) abstractProgram.getMethod("main", String[].class).invoke(made, (Object) options));
  }
}
