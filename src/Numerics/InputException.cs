namespace QXai.Numerics;

/// <summary>
/// What a user supplied (a file, an option, a name) cannot be used. The message is one line that names the thing, what was found, what was
/// expected and why; the command line prints it as it is and exits with code 2.
/// </summary>
public sealed class InputException(string message, Exception? inner = null) : Exception(message, inner);
