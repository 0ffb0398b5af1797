using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Registers;

namespace Simpul.Tests.Platform.Registers;

/// <summary>Records, sheets and requests for tests of registers.</summary>
internal static class RegisterKit
{
    /// <summary>An instance that is set up, and somebody who may do everything with its organisation.</summary>
    public static async Task<(App App, Browse Browse)> Started(string database = Databases.Sqlite)
    {
        var app = await App.Start(database);
        await app.SetUp();
        return (app, await app.As(await app.Staff("Pengelola", await app.Agency("Sekretariat Daerah"), [], [Role.Administrator, Role.Legal])));
    }

    /// <summary>Adds a record as the program itself would.</summary>
    public static Task<Guid> Put(this App app, string kind, params (string Field, string Value)[] values) => app.Do(async services =>
    {
        var typed = new Typed();
        foreach (var group in values.GroupBy(value => value.Field))
        {
            typed[group.Key] = [.. group.Select(value => value.Value)];
        }
        var outcome = await services.GetRequiredService<RegisterCatalogue>().ByKind(kind)!.Work(services).Add(typed, CancellationToken.None);
        outcome.Refusals.ShouldBeEmpty();
        return outcome.Value;
    });

    public static Task<Guid> PutAgency(this App app, string code, string name) => app.Put("agencies", ("code", code), ("name", name));

    public static Task<RecordView?> View(this App app, string kind, Guid id) =>
        app.Do(services => services.GetRequiredService<RegisterCatalogue>().ByKind(kind)!.Work(services).Find(id, CancellationToken.None));

    /// <summary>What is in the first column of a list.</summary>
    public static IReadOnlyList<string> Firsts(this Page page) => [.. page.Html.QuerySelectorAll("main tbody tr").Select(row => row.QuerySelector("a")!.TextContent.Trim())];

    public static async Task<Sheet> Export(this Browse browse, string slug, string query = "") => Sheet.Of(await browse.Client.GetByteArrayAsync($"/kerja/{slug}/ekspor{query}"));

    /// <summary>Sends a sheet in and waits until it is tried.</summary>
    public static async Task<Page> Import(this Browse browse, string slug, Sheet sheet)
    {
        var page = await browse.Submit(await browse.Open($"/kerja/{slug}/impor"), "Periksa berkas", [("Sheet", "data.xlsx", sheet.ToBytes())]);
        return await browse.Until(page, "Sedang memeriksa");
    }

    /// <summary>Opens the page anew until these words are gone from it.</summary>
    public static async Task<Page> Until(this Browse browse, Page page, string words)
    {
        for (var tries = 0; page.Text.Contains(words, StringComparison.Ordinal); tries++)
        {
            tries.ShouldBeLessThan(600);
            await Task.Delay(100);
            page = await browse.Open(page.Href);
        }
        return page;
    }

    /// <summary>The button that saves what was tried.</summary>
    public static async Task<Page> Save(this Browse browse, Page tried)
    {
        var button = tried.Html.QuerySelectorAll("main button").Select(item => item.TextContent.Trim()).Single(text => text.StartsWith("Simpan", StringComparison.Ordinal));
        return await browse.Until(await browse.Submit(tried, button), "Sedang menyimpan");
    }

    public static int Fact(this Page page, string label)
    {
        var term = page.Html.QuerySelectorAll("dt").Single(item => item.TextContent.Trim() == label);
        return int.Parse(term.NextElementSibling!.TextContent.Trim().Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
    }

    public static async Task<(int Status, JsonNode Json)> Api(this Browse browse, HttpMethod method, string href, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, href) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await browse.Client.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    /// <summary>A refusal by its stable type, and the fields that it names.</summary>
    public static void ShouldRefuse(this (int Status, JsonNode Json) answer, int status, string type, params string[] fields)
    {
        answer.Status.ShouldBe(status, answer.Json.ToJsonString());
        answer.Json["type"]!.GetValue<string>().ShouldBe($"urn:simpul:problem:{type}");
        answer.Json["status"]!.GetValue<int>().ShouldBe(status);
        answer.Json["title"]!.GetValue<string>().ShouldNotBeEmpty();
        if (fields.Length > 0)
        {
            answer.Json["errors"]!.AsObject().Select(pair => pair.Key).ShouldBe(fields, ignoreOrder: true);
        }
    }
}

/// <summary>A sheet as a person has it open: headings, and rows of text.</summary>
internal sealed class Sheet
{
    public List<string> Headings { get; init; } = [];

    public List<Dictionary<string, string>> Rows { get; init; } = [];

    public static Sheet Of(byte[] workbook)
    {
        using var reader = SheetReader.Open(new MemoryStream(workbook), []);
        return new Sheet { Headings = [.. reader.Headings], Rows = [.. reader.Rows().Select(row => reader.Headings.ToDictionary(heading => heading, heading => row[heading]))] };
    }

    public void Add(params (string Heading, string Value)[] cells) => Rows.Add(Headings.ToDictionary(heading => heading, heading => cells.FirstOrDefault(cell => cell.Heading == heading).Value ?? ""));

    public byte[] ToBytes()
    {
        var output = new MemoryStream();
        using (var workbook = new WorkbookWriter(output, "Uji"))
        {
            using var sheet = workbook.Sheet("Data", [.. Headings.Select(heading => new SheetColumn(heading))]);
            foreach (var row in Rows)
            {
                sheet.Row([.. Headings.Select(heading => (object?)row[heading])]);
            }
        }
        return output.ToArray();
    }
}
