namespace Simpul.Web.Platform.Documents.Mail;

/// <summary>Where mail leaves the program.</summary>
public interface IMailSink
{
    /// <exception cref="MailFailedException">It was not taken.</exception>
    Task Send(MailMessage message, CancellationToken cancel);
}

public sealed class MailFailedException : Exception
{
    public MailFailedException(string message, bool permanent, Exception? cause = null) : base(message, cause) => Permanent = permanent;

    public MailFailedException(string message) : base(message) { }

    public MailFailedException(string message, Exception cause) : base(message, cause) { }

    public MailFailedException() { }

    /// <summary>Trying again will not help: no such mailbox, not allowed.</summary>
    public bool Permanent { get; }
}

/// <summary>Puts every message into a folder as an .eml file, which any mail program opens: the default, and for trying out.</summary>
public sealed class FileMailSink(string folder) : IMailSink
{
    public async Task Send(MailMessage message, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var name = $"{message.Sent.UtcDateTime:yyyyMMdd-HHmmss}-{message.Id}.eml";
        var partial = Path.Combine(folder, "." + name);
        await File.WriteAllTextAsync(partial, message.Compose(), cancel);
        File.Move(partial, Path.Combine(folder, name), overwrite: true); // Nobody sees half a message.
    }
}
