namespace Simpul.Gateway.Log;

/// <summary>A record could not be made durable. The call that it is about is refused.</summary>
sealed class LogUnavailableException(string problem) : Exception(problem);
