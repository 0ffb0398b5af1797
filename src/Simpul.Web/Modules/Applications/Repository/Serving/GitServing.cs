using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository.Git;

namespace Simpul.Web.Modules.Applications.Repository.Serving;

/// <summary>
/// Hands one request to <c>git http-backend</c>, which is a CGI program, and its answer back: both as they come, never held in memory. When the person's git
/// goes away, so does ours.
/// </summary>
internal sealed class GitServing(GitProgram git, PushHook hook, PushCheck check, RepositoryFolders folders, RepositoryOptions options, PlatformDb db, Platform.Journal.Journal journal, ILogger<GitServing> log)
{
    /// <summary>Bytes of a request that says what is to be fetched: ids of commits, unpacked.</summary>
    private const int MostWish = 16 * 1024 * 1024;

    public async Task Run(HttpContext context, CodeRepository repository, string service, bool advertise)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        over.CancelAfter(options.ServeWithin);
        var receives = service == GitEndpoints.Receive && !advertise;
        var meeting = receives ? Meet() : null;
        var wish = service == GitEndpoints.Upload && !advertise ? await Wish(context, over.Token) : null;
        using var process = git.Start(folders.Root, ["http-backend"], Variables(context.Request, repository, service, advertise, meeting));
        using var ended = new CancellationTokenSource();
        var answering = meeting is null ? Task.FromResult<PushVerdict?>(null)
            : PushHook.Answer(meeting, folders.Of(repository.Id), (refs, environment) => check.Check(repository, refs, environment, over.Token), ended.Token);
        var complaint = GitProgram.Read(process.StandardError.BaseStream, 4096, stopsAtMost: false, CancellationToken.None);
        try
        {
            var saying = wish is null ? Pass(context, receives, process, over.Token) : Pass(new MemoryStream(wish), process, over.Token);
            await Return(context, process, wish is null ? null : () => Fetched(repository, wish, over.Token), over.Token);
            await saying;
            await process.WaitForExitAsync(over.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or BadHttpRequestException)
        {
            // The other side went away, sent more than it may, or was too slow: there is nobody left to tell.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = gone is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status408RequestTimeout;
            }
        }
        finally
        {
            await GitProgram.Stop(process);
            await ended.CancelAsync();
            await Settle(repository, await Settled(answering));
            if (meeting is not null)
            {
                Directory.Delete(meeting, recursive: true);
            }
        }
        var (said, _) = await complaint;
        if (said.Length > 0)
        {
            log.LogInformation("git {Service} said: {Words}", service, Encoding.UTF8.GetString(said));
        }
    }

    private string Meet()
    {
        hook.Prove();
        return hook.Meet();
    }

    private Dictionary<string, string> Variables(HttpRequest request, CodeRepository repository, string service, bool advertise, string? meeting)
    {
        var variables = new Dictionary<string, string>
        {
            ["GIT_PROJECT_ROOT"] = folders.Root,
            ["GIT_HTTP_EXPORT_ALL"] = "1",
            ["PATH_INFO"] = $"/{repository.Id:n}.git/{(advertise ? "info/refs" : service)}",
            ["REQUEST_METHOD"] = request.Method,
            ["QUERY_STRING"] = advertise ? $"service={service}" : "",
            ["CONTENT_TYPE"] = advertise ? "" : $"application/x-{service}-request",
            ["REMOTE_USER"] = "simpul",
        };
        var protocol = request.Headers["Git-Protocol"].ToString();
        if (protocol.Length is > 0 and <= 100 && protocol.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '=' or ':' or '.' or '-'))
        {
            variables["GIT_PROTOCOL"] = protocol;
        }
        if (meeting is not null)
        {
            foreach (var (name, value) in PushHook.Environment(meeting))
            {
                variables[name] = value;
            }
        }
        return variables;
    }

    /// <summary>A body as its sender meant it. What it unpacks to is counted, so that a small one cannot become endless.</summary>
    private static Stream Body(HttpRequest request) =>
        request.Headers.ContentEncoding.ToString() is "gzip" or "x-gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;

    private static async Task<byte[]> Wish(HttpContext context, CancellationToken cancel)
    {
        var (wish, cut) = await GitProgram.Read(Body(context.Request), MostWish, stopsAtMost: true, cancel);
        return cut ? throw new BadHttpRequestException("The request is too long.", StatusCodes.Status413PayloadTooLarge) : wish;
    }

    private Task Pass(HttpContext context, bool receives, Process process, CancellationToken cancel) =>
        receives ? Pass(Body(context.Request), process, cancel) : Pass(Stream.Null, process, cancel);

    /// <summary>Gives git the body as it comes. Git may have heard enough before its end: the rest is read and dropped, so that the other side hears the answer.</summary>
    private async Task Pass(Stream body, Process process, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        long passed = 0;
        var listens = true;
        int read;
        while ((read = await body.ReadAsync(buffer, cancel)) > 0)
        {
            passed += read;
            if (passed > options.MaxPushBytes + 1024 * 1024)
            {
                throw new BadHttpRequestException("The request is too long.", StatusCodes.Status413PayloadTooLarge);
            }
            if (listens)
            {
                try
                {
                    await process.StandardInput.BaseStream.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
                catch (IOException)
                {
                    listens = false;
                }
            }
        }
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended.
        }
    }

    /// <summary>Answers with git's heading and body.</summary>
    /// <param name="fetched">Called before the first byte of content goes out.</param>
    private static async Task Return(HttpContext context, Process process, Func<Task>? fetched, CancellationToken cancel)
    {
        var output = new BufferedStream(process.StandardOutput.BaseStream, 64 * 1024);
        await Heading(context, output, cancel);
        var watch = fetched is null ? null : new PackWatch();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await output.ReadAsync(buffer, cancel)) > 0)
        {
            if (watch is { Begun: false } && watch.Feed(buffer.AsSpan(0, read)))
            {
                await fetched!();
            }
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), cancel);
            await context.Response.Body.FlushAsync(cancel);
        }
    }

    private static async Task Heading(HttpContext context, Stream output, CancellationToken cancel)
    {
        var line = new List<byte>();
        var letter = new byte[1];
        for (var lines = 0; lines < 50;)
        {
            if (await output.ReadAsync(letter, cancel) == 0)
            {
                // It ended before it said anything: the log has what it complained of.
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            }
            if (letter[0] != '\n')
            {
                line.Add(letter[0]);
                continue;
            }
            var text = Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            line.Clear();
            lines++;
            if (text.Length == 0)
            {
                return;
            }
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..].Trim());
            if (name.Equals("Status", StringComparison.OrdinalIgnoreCase) && value.Length >= 3 && int.TryParse(value[..3], out var status))
            {
                context.Response.StatusCode = status;
            }
            else if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                context.Response.ContentType = value;
            }
        }
    }

    private async Task Fetched(CodeRepository repository, byte[] wish, CancellationToken cancel)
    {
        var asked = FetchWish.Read(wish);
        journal.Note("repositories.fetched", "repositories", repository.Id, details: new JsonObject
        {
            ["wants"] = new JsonArray([.. asked.Wants.Take(20).Select(id => (JsonNode)id)]),
            ["count"] = asked.Wants.Count,
            ["known"] = asked.Haves,
        });
        await db.SaveChangesAsync(cancel);
    }

    private async Task<PushVerdict?> Settled(Task<PushVerdict?> answering)
    {
        try
        {
            return await answering;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The hook heard no, whatever it was that failed here.
            log.LogError(failure, "A push could not be checked");
            return null;
        }
    }

    /// <summary>Where a push was allowed and its refs did not all move after all, because git was stopped or another push was quicker, the journal says so.</summary>
    private async Task Settle(CodeRepository repository, PushVerdict? verdict)
    {
        if (verdict?.Event is null)
        {
            return;
        }
        var stayed = new JsonArray();
        foreach (var item in verdict.Refs)
        {
            var now = await git.Run(folders.Of(repository.Id), ["for-each-ref", "--format=%(objectname)", item.Name], CancellationToken.None);
            if ((now.Text.Trim() is { Length: > 0 } id ? id : GitName.None) != item.After)
            {
                stayed.Add((JsonNode)item.Name);
            }
        }
        if (stayed.Count > 0)
        {
            journal.Note("repositories.push-failed", "repositories", repository.Id, details: new JsonObject { ["refs"] = stayed });
            await db.SaveChangesAsync(CancellationToken.None);
        }
    }
}
