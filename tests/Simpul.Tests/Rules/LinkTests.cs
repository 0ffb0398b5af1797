using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web;
using Simpul.Web.Commands;
using Simpul.Web.Platform;
using Xunit;

namespace Simpul.Tests.Rules;

/// <summary>What an agency, the ICT agency and an auditor are shown is what they may open.</summary>
public sealed partial class LinkTests
{
    /// <summary>Pages of one kind that are opened: records differ in what they link to.</summary>
    private const int PerKind = 4;

    [Fact]
    public async Task No_link_that_somebody_sees_leads_to_a_refusal()
    {
        var data = new DataFolder(Directory.CreateTempSubdirectory("simpul-test-").FullName);
        await using (var setup = Server.Build(new ServerOptions(data)))
        {
            await SetupCommand.Run(setup, Make.Palembang, TextWriter.Null, Console.Error, CancellationToken.None, SampleSize.Small);
        }
        var clock = new TestClock();
        clock.Set(DateTimeOffset.UtcNow);
        await using var app = await App.Start(data, database: null, clock);
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(["dinkes", "kominfo", "auditor"], async (string account, CancellationToken _) => await Follow(app, account, wrong));
        wrong.ShouldBeEmpty();
    }

    private static async Task Follow(App app, string account, ConcurrentBag<string> wrong)
    {
        using var browse = new Browse(app);
        await browse.Submit(await browse.Open("/masuk"), "Masuk", ("UserName", account), ("Password", SampleAccounts.Password));
        var open = new Queue<(string Href, string From)>([("/kerja", ""), ("/kewajiban", ""), ("/kerja/menu", ""), ("/kerja/pemberitahuan", "")]);
        var (seen, kinds) = (new HashSet<string>(), new Dictionary<string, int>());
        while (open.TryDequeue(out var next))
        {
            var kind = Id().Replace(next.Href.Split('?')[0], "#");
            if (!seen.Add(next.Href) || (kinds[kind] = kinds.GetValueOrDefault(kind) + 1) > PerKind)
            {
                continue;
            }
            using var answer = await browse.Client.GetAsync(new Uri(next.Href, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            if (answer.StatusCode >= HttpStatusCode.BadRequest)
            {
                wrong.Add($"{account}: {next.Href} on {next.From}: {(int)answer.StatusCode}");
            }
            else if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                foreach (Match link in Link().Matches(await answer.Content.ReadAsStringAsync()))
                {
                    open.Enqueue((WebUtility.HtmlDecode(link.Groups[1].Value), next.Href));
                }
            }
        }
        seen.Count.ShouldBeGreaterThan(300);
    }

    [GeneratedRegex("<a [^>]*href=\"(/[^\"#]*)")]
    private static partial Regex Link();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/kewajiban/)[A-Z]{3}-[A-Za-z0-9-]+")]
    private static partial Regex Id();
}
