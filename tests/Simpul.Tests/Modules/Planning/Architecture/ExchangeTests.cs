using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Profile.Text;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture.Exchange;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
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

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_page_tries_before_it_imports_and_only_for_who_edits_everywhere(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var operatorOfOne = await app.SignInAs(Role.Operator);
        (await operatorOfOne.Open("/kerja/arsitektur/pertukaran")).Body.ShouldNotContain("Impor berkas");
        using var admin = await app.SignInAs(Role.Administrator);
        var page = await admin.Open("/kerja/arsitektur/pertukaran");
        (await admin.Submit(page, "Periksa berkas")).Text.ShouldContain("Pilih berkas model yang akan diimpor");
        var bad = await admin.Submit(page, "Periksa berkas", [("Upload", "a.xml", Encoding.UTF8.GetBytes("<a>"))]);
        bad.Text.ShouldContain("Baris 1: Berkas bukan XML yang utuh");
        var tried = await admin.Submit(page, "Periksa berkas", [("Upload", "a.xml", Encoding.UTF8.GetBytes(foreign))]);
        tried.Text.ShouldContain("Belum ada yang tersimpan");
        (await Items(app)).ShouldBeEmpty();
        (await admin.Submit(tried, "Impor berkas", [("Upload", "a.xml", Encoding.UTF8.GetBytes(foreign))])).Text.ShouldContain("Model diimpor: 4 butir baru");
        (await (await admin.Client.GetAsync("/kerja/arsitektur/pertukaran?handler=File")).Content.ReadAsStringAsync()).ShouldContain("Schadebehandeling");
        (await admin.Open("/kerja/arsitektur/mutu?masalah=kode")).Text.ShouldContain("Claim handling");
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
