using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Tests.Platform.Profile.Text;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture;
using Simpul.Web.Modules.Planning.Architecture.Exchange;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Documents;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Architecture;

public sealed class ExchangeTests
{
    private static readonly string foreign = File.ReadAllText(Path.Combine(Texts.Repository, "tests", "Simpul.Tests", "Modules", "Planning", "Architecture", "foreign.xml"));

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_model_comes_back_as_it_went_out_and_changes_nothing(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.SampleArchitecture();
        var file = await Export(app);
        var events = await Events(app);
        (await Import(app, file)).ShouldBe(new ExchangeResult(0, 0, 40, 0, 0, 54, 0, []));
        (await Events(app)).ShouldBe(events);

        // Elsewhere, where the same agencies are and nothing else, it makes the same model.
        await using var other = await App.StartWith(Make.Palembang);
        await other.Do(services => services.GetServices<Simpul.Web.Platform.Modules.IModule>().Single(module => module.Name == "Organisation").AddSample(services, CancellationToken.None));
        (await Import(other, file)).Faults.ShouldBeEmpty();
        XNode.DeepEquals(XElement.Parse(await Export(other)), XElement.Parse(file)).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_Simpul_does_not_know_of_a_foreign_model_is_given_out_again(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var tried = await Import(app, foreign, save: false);
        (tried.Added, tried.RelationsAdded).ShouldBe((4, 3));
        (await Items(app)).ShouldBeEmpty();
        (await Import(app, foreign)).Faults.ShouldBeEmpty();
        (await Items(app)).Select(item => (item.Domain, item.Name)).ShouldBe(
            [(ArchitectureDomain.Process, "Claim handling"), (ArchitectureDomain.Application, "Claims system"), (ArchitectureDomain.Infrastructure, "Mainframe"), (ArchitectureDomain.Application, "(tanpa nama)")], ignoreOrder: true);

        var back = XElement.Parse(await Export(app));
        Foreign(back).ShouldBe(Foreign(XElement.Parse(foreign)), ignoreOrder: true);
        back.Attribute("version")!.Value.ShouldBe("1.2");
        (await Import(app, foreign)).ChangesNothing.ShouldBeTrue();
        (await Import(app, back.ToString())).ChangesNothing.ShouldBeTrue();
        (await app.Do(async services => await services.GetRequiredService<PlatformDb>().Set<JournalEvent>().CountAsync(one => one.Action == "architecture-exchange.imported"))).ShouldBe(1);

        // What is changed here goes out; what the other tool added to it stays.
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var item = await db.Set<ArchitectureItem>().SingleAsync(one => one.Name == "Claim handling");
            item.Name = "Penanganan klaim";
            services.GetRequiredService<Journal>().Record("architecture-items.changed", item);
            await db.SaveChangesAsync();
        });
        var changed = XElement.Parse(await Export(app)).Descendants(ExchangeFormat.Archimate + "element").Single(element => element.Attribute("identifier")!.Value == "id-a1");
        changed.Elements(ExchangeFormat.Archimate + "name").Select(name => name.Value).ShouldBe(["Penanganan klaim", "Schadebehandeling"]);
        changed.Attribute(ExchangeFormat.TypeName)!.Value.ShouldBe("BusinessFunction");
        changed.Value.ShouldContain("Jane");
        Validate(await Export(app));
    }

    /// <summary>As Archi writes it: folders in folders, nested nodes with styles, viewpoints, metadata of the model, relations of relations.</summary>
    [Fact]
    public async Task A_model_in_the_manner_of_Archi_is_taken_in_and_given_out_whole()
    {
        var file = await File.ReadAllTextAsync(Path.Combine(Texts.Repository, "tests", "Simpul.Tests", "Modules", "Planning", "Architecture", "archi.xml"));
        Validate(file);
        await using var app = await App.StartWith(Make.Palembang);
        var result = await Import(app, file);
        result.Faults.ShouldBeEmpty();
        (await Items(app)).Select(item => (item.Domain, item.Name, item.Reference)).ShouldBe(
        [
            (ArchitectureDomain.Process, "Pendaftaran pasien", null), (ArchitectureDomain.Service, "Layanan rawat jalan", null), (ArchitectureDomain.Application, "Aplikasi antrean", null),
            (ArchitectureDomain.Data, "Data pasien", null), (ArchitectureDomain.Infrastructure, "Server 1", null),
        ], ignoreOrder: true);
        var back = await Export(app);
        Validate(back);
        Foreign(XElement.Parse(back)).ShouldBe(Foreign(XElement.Parse(file)), ignoreOrder: true);
        (await Import(app, file)).ChangesNothing.ShouldBeTrue();
        (await Import(app, back)).ChangesNothing.ShouldBeTrue();
    }

    /// <summary>Whatever letters, dates, metadata and relations there are: out and in again is the same model, here and in an empty instance.</summary>
    [Fact]
    public async Task Any_architecture_comes_back_the_same()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await using var other = await App.StartWith(Make.Palembang);
        var tree = app.Services.GetRequiredService<ReferenceTree>();
        var random = new Random(17);
        List<ArchitectureItem> items = [];
        HashSet<(Guid, Guid, RelationKind)> joined = [];
        for (var round = 0; round < 4; round++)
        {
            List<ArchitectureItem> more = [.. Enumerable.Range(0, 25).Select(at => Chance(random, tree, $"{round}-{at}"))];
            items.AddRange(more);
            List<ArchitectureRelation> relations = [];
            for (var tries = 0; tries < 400; tries++)
            {
                var (from, to) = (items[random.Next(items.Count)], items[random.Next(items.Count)]);
                if (from.Id != to.Id && ArchitectureWords.Between(from.Domain, to.Domain).ToList() is { Count: > 0 } kinds && kinds[random.Next(kinds.Count)] is var kind && joined.Add((from.Id, to.Id, kind)))
                {
                    relations.Add(new ArchitectureRelation { FromId = from.Id, ToId = to.Id, Kind = kind, Note = random.Next(3) == 0 ? Words(random, 40) : null, Until = random.Next(4) == 0 ? new DateOnly(2027, 1, 1).AddDays(random.Next(900)) : null });
                }
            }
            await app.Hold([.. more]);
            await app.Hold([.. relations]);
            var file = await Export(app);
            Validate(file);
            var again = await Import(app, file);
            again.Faults.ShouldBeEmpty();
            again.ChangesNothing.ShouldBeTrue();
            (await Import(other, file)).Faults.ShouldBeEmpty();
            XNode.DeepEquals(XElement.Parse(await Export(other)), XElement.Parse(file)).ShouldBeTrue($"round {round}");
        }
    }

    private static ArchitectureItem Chance(Random random, ReferenceTree tree, string code)
    {
        var domain = (ArchitectureDomain)random.Next(6);
        var codes = tree.Codes(domain);
        var from = new DateOnly(2020, 1, 1).AddDays(random.Next(3000));
        return new ArchitectureItem
        {
            Domain = domain, Code = code, Name = Words(random, 60).Replace('\n', ' '), Description = random.Next(2) == 0 ? Words(random, 300) : null, Reference = codes[random.Next(codes.Count)].Code,
            State = (ItemState)random.Next(2), From = random.Next(3) == 0 ? null : from, Until = random.Next(3) == 0 ? from.AddDays(random.Next(2000)) : null,
            Metadata = [.. tree.Attributes(domain).Where(_ => random.Next(3) == 0).Select(attribute => $"{attribute.Id}={Words(random, 30).Replace('\n', ' ')}")],
        };
    }

    /// <summary>Letters that a file could stumble over.</summary>
    private static string Words(Random random, int most)
    {
        string[] parts = ["a", "Ž", "é", "<b>", "&amp;", "]]>", "\"", "'", "=", ": ", " ", "\n", "日本", "😀", "-", "0", "{x}", "Layanan"];
        var text = Simpul.Web.Platform.Registers.Fields.Clean(string.Concat(Enumerable.Range(0, 1 + random.Next(most / 4)).Select(_ => parts[random.Next(parts.Length)])));
        return text.Length > 0 ? text : "x";
    }

    [Fact]
    public async Task A_second_foreign_model_may_use_the_same_identifiers_for_other_properties()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await Import(app, foreign);
        var second = foreign.Replace("<name>Owner</name>", "<name>Colour</name>", StringComparison.Ordinal).Replace("id-foreign-model", "id-second", StringComparison.Ordinal);
        second = System.Text.RegularExpressions.Regex.Replace(second, "\"id-(a|r|n|c|v)([0-9])\"", "\"id-x$1$2\"");
        (await Import(app, second)).Faults.ShouldBeEmpty();
        var names = XElement.Parse(await Export(app)).Descendants(ExchangeFormat.Archimate + "propertyDefinition").Select(definition => definition.Value).ToList();
        names.ShouldContain("Owner");
        names.ShouldContain("Colour");
        (await Import(app, second)).ChangesNothing.ShouldBeTrue();
        Validate(await Export(app));
        (await Import(app, second.Replace("id-xn3", "id-a5", StringComparison.Ordinal))).Faults.ShouldHaveSingleItem().Message.ShouldContain("sudah dipakai untuk bagian lain");
    }

    [Fact]
    public async Task The_export_is_valid_by_the_schema_and_has_a_view_for_each_domain()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.SampleArchitecture();
        var file = await Export(app);
        XElement.Parse(file).Descendants(ExchangeFormat.Archimate + "view").Select(view => view.Element(ExchangeFormat.Archimate + "name")!.Value)
            .ShouldBe(["Proses Bisnis", "Data dan Informasi", "Layanan", "Aplikasi", "Infrastruktur", "Keamanan"]);
        Validate(file);
    }

    [Theory]
    [InlineData("<!DOCTYPE model [<!ENTITY a \"b\">]>\n<model/>", 0, "deklarasi DTD")]
    [InlineData("<model><a></model>", 1, "bukan XML yang utuh")]
    [InlineData("", 0, "bukan XML yang utuh")]
    [InlineData("<project/>", 1, "bukan ArchiMate Model Exchange File")]
    [InlineData("<model xmlns=\"http://www.opengroup.org/xsd/archimate\"/>", 1, "versi 3")]
    [InlineData("<model xmlns=\"http://www.opengroup.org/xsd/archimate/3.0/\" identifier=\"m\">\n<elements>\n<element identifier=\"1 a\"/></elements></model>", 3, "tidak sah")]
    [InlineData("<model xmlns=\"http://www.opengroup.org/xsd/archimate/3.0/\" identifier=\"m\">\n<relationships>\n<relationship identifier=\"r\" source=\"x\" target=\"y\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"Flow\"/></relationships></model>", 3, "“x” tidak ada dalam berkas")]
    public async Task A_file_that_cannot_be_taken_in_is_refused_with_its_line(string file, int line, string reason)
    {
        var (read, faults) = await ExchangeFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(file)), CancellationToken.None);
        read.ShouldBeNull();
        faults[0].Message.ShouldContain(reason);
        faults[0].Line.ShouldBe(line);
    }

    [Fact]
    public async Task A_file_of_endless_depth_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        var (read, faults) = await ExchangeFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(deep)), CancellationToken.None);
        read.ShouldBeNull();
        faults[0].Message.ShouldContain("bersarang");
    }

    [Fact]
    public async Task A_bad_value_of_ours_is_refused_and_nothing_is_saved()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.SampleArchitecture();
        var file = (await Export(app)).Replace("RAB.04.01.06", "RAB.44.01", StringComparison.Ordinal);
        var refused = await Import(app, file.Replace("Pencatatan kelahiran", "Pendaftaran kelahiran", StringComparison.Ordinal));
        refused.Faults[0].Message.ShouldContain("bukan kode RAB");
        refused.Faults[0].Line.ShouldBeGreaterThan(1);
        (await Items(app)).ShouldNotContain(item => item.Name.StartsWith("Pendaftaran kelahiran"));
    }

    [Fact]
    public async Task No_file_however_broken_throws()
    {
        var random = new Random(11);
        string[] corpus = [foreign, "<model xmlns=\"http://www.opengroup.org/xsd/archimate/3.0/\" identifier=\"m\"><name/></model>", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><model/>", "\uFEFF<model/>"];
        string[] odd = ["<", ">", "\"", "&", "&#0;", "]]>", "<![CDATA[", "identifier=\"id-a1\"", "xsi:type=\"\"", "\u0000", "<element/>", "<relationship/>", "<item identifierRef=\"x\"/>", "xmlns=\"\""];
        for (var round = 0; round < 3_000; round++)
        {
            var text = new StringBuilder(corpus[random.Next(corpus.Length)]);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Insert(at, odd[random.Next(odd.Length)]),
                    1 => text.Remove(at, Math.Min(random.Next(1, 40), text.Length - at)),
                    _ => text.Insert(at, text.ToString(random.Next(text.Length), 1)),
                };
                if (text.Length == 0)
                {
                    break;
                }
            }
            var (read, faults) = await ExchangeFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), CancellationToken.None);
            (read is null).ShouldBe(faults.Count > 0);
            if (read is not null)
            {
                read.Elements.ShouldAllBe(element => element.Attribute("identifier") != null);
            }
        }
    }

    private static Task<string> Export(App app) => app.Do(async services =>
    {
        using var output = new MemoryStream();
        await services.GetServices<IDocumentExchange>().Single(one => one.Name == "architecture").Write(output, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray()).TrimStart('\uFEFF');
    });

    private static Task<ExchangeResult> Import(App app, string file, bool save = true) =>
        app.Do(async services => await services.GetRequiredService<ExchangeImport>().Run(new MemoryStream(Encoding.UTF8.GetBytes(file)), save, CancellationToken.None));

    private static Task<List<ArchitectureItem>> Items(App app) => app.Do(async services => await services.GetRequiredService<PlatformDb>().Set<ArchitectureItem>().ToListAsync());

    private static Task<int> Events(App app) => app.Do(async services => await services.GetRequiredService<PlatformDb>().Set<JournalEvent>().CountAsync());

    /// <summary>All parts of a model that have a name or an identifier, without what Simpul adds of its own.</summary>
    private static List<string> Foreign(XElement root) =>
    [
        .. root.Elements().SelectMany(part => part.Name.LocalName is "views" ? part.Elements().Elements() : part.Name.LocalName is "elements" or "relationships" or "propertyDefinitions" ? part.Elements() : [part])
            .Where(part => !(part.Attribute("identifier")?.Value.Contains("simpul", StringComparison.Ordinal) ?? false))
            .Select(part => ExchangeFormat.Text(ExchangeElements.Foreign(part, definition => definition.StartsWith(ExchangeFormat.DefinitionPrefix, StringComparison.Ordinal)))),
    ];

    /// <summary>By The Open Group's schema, which is not in the repository.</summary>
    private static void Validate(string file)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("SIMPUL_SCHEMAS") is { Length: > 0 } given ? given : Path.Combine(Texts.Repository, "..", "shared", "schemas"), "archimate");
        Assert.SkipUnless(Directory.Exists(folder), "The Open Group's schema is not here; SIMPUL_SCHEMAS names the folder.");
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        settings.Schemas.XmlResolver = new XmlUrlResolver();
        var rules = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = new XmlUrlResolver() };
        foreach (var name in new[] { "xml.xsd", "dc.xsd", "archimate3_Diagram.xsd" })
        {
            using var schema = XmlReader.Create(Path.Combine(folder, name), rules);
            settings.Schemas.Add(null, schema);
        }
        var faults = new List<string>();
        settings.ValidationEventHandler += (_, fault) => faults.Add($"{fault.Exception.LineNumber}: {fault.Message}");
        using var reader = XmlReader.Create(new StringReader(file), settings);
        while (reader.Read())
        {
        }
        faults.ShouldBeEmpty();
    }
}
