using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Platform.Registers;

/// <summary>The JSON of a register.</summary>
public sealed class ApiTests
{
    private const string Agencies = "/api/v1/agencies";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_is_added_read_listed_and_changed(string database)
    {
        var (app, browse) = await RegisterKit.Started(database);
        await using var _ = app;
        var added = await browse.Api(HttpMethod.Post, Agencies, JsonNode.Parse("""{"name":"Dinas Kesehatan","code":"1.02","kind":"hospital","functions":["Gizi","Sanitasi"],"establishedOn":"2020-01-31"}"""));
        added.Status.ShouldBe(201, added.Json.ToJsonString());
        var id = added.Json["id"]!.GetValue<string>();
        (added.Json["kind"]!.GetValue<string>(), added.Json["version"]!.GetValue<int>(), added.Json["parent"]).ShouldBe(("hospital", 0, null));
        added.Json["functions"]!.AsArray().Select(item => item!.GetValue<string>()).ShouldBe(["Gizi", "Sanitasi"]);

        var (status, one) = await browse.Api(HttpMethod.Get, $"{Agencies}/{id}");
        status.ShouldBe(200);
        JsonNode.DeepEquals(one, added.Json).ShouldBeTrue();
        var listed = await browse.Api(HttpMethod.Get, $"{Agencies}?q=kesehatan&kind=hospital&sort=-name&size=1&page=1");
        listed.Json["total"]!.GetValue<int>().ShouldBe(1);
        JsonNode.DeepEquals(listed.Json["items"]![0], one).ShouldBeTrue();

        var changed = await browse.Api(HttpMethod.Put, $"{Agencies}/{id}", JsonNode.Parse("""{"version":0,"shortName":"Dinkes","functions":[]}"""));
        changed.Status.ShouldBe(200, changed.Json.ToJsonString());
        (changed.Json["shortName"]!.GetValue<string>(), changed.Json["name"]!.GetValue<string>(), changed.Json["version"]!.GetValue<int>()).ShouldBe(("Dinkes", "Dinas Kesehatan", 1));
        changed.Json["functions"]!.AsArray().ShouldBeEmpty();
        // What was answered can be sent back as it is.
        (await browse.Api(HttpMethod.Put, $"{Agencies}/{id}", changed.Json.DeepClone())).Json["version"]!.GetValue<int>().ShouldBe(1);

        (await browse.Api(HttpMethod.Put, $"{Agencies}/{id}", JsonNode.Parse("""{"version":0,"shortName":"x"}"""))).ShouldRefuse(409, "stale");
        (await browse.Api(HttpMethod.Put, $"{Agencies}/{id}", JsonNode.Parse("""{"shortName":"x"}"""))).ShouldRefuse(400, "refused", "version");
        (await browse.Api(HttpMethod.Put, $"{Agencies}/{id}", JsonNode.Parse("""{"version":"1","shortName":"x"}"""))).ShouldRefuse(400, "refused", "version");
    }

    [Theory]
    [InlineData("""{"name":"A","code":"9","kind":"hospital","colour":"red"}""", "colour")]
    [InlineData("""{"name":5,"code":"9","kind":"hospital"}""", "name")]
    [InlineData("""{"name":"A","code":"9","kind":"clinic"}""", "kind")]
    [InlineData("""{"name":"A","code":"9","kind":3}""", "kind")]
    [InlineData("""{"name":"A","code":"9","kind":"hospital","functions":"Gizi"}""", "functions")]
    [InlineData("""{"name":"A","code":"9","kind":"hospital","functions":[1]}""", "functions")]
    [InlineData("""{"name":"A","code":"9","kind":"hospital","holds":["nobody"]}""", "holds")]
    [InlineData("""{"name":"A","code":"9","kind":"hospital","establishedOn":"31 Januari 2020"}""", "establishedOn")]
    [InlineData("""{"name":"A","code":"9","kind":"hospital","parent":"Sekretariat Daerah"}""", "parent")]
    [InlineData("""{"name":"A","code":"9","kind":"hospital","parent":"018f0000-0000-7000-8000-000000000000"}""", "parent")]
    [InlineData("""{"kind":"hospital"}""", "name", "code")]
    [InlineData("""{"name":"  ","code":"\u0000","kind":"hospital"}""", "name", "code")]
    public async Task What_is_not_of_the_type_is_refused_at_its_field(string body, params string[] fields)
    {
        var (app, browse) = await RegisterKit.Started();
        await using var _ = app;
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await browse.Client.PostAsync(Agencies, content);
        ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!).ShouldRefuse(400, "refused", fields);
    }

    [Fact]
    public async Task Every_failure_is_a_problem_of_a_stable_type()
    {
        var (app, browse) = await RegisterKit.Started();
        await using var _ = app;
        foreach (var (body, type, status, name) in new[]
        {
            ("{", "application/json", 400, "unreadable"), ("[]", "application/json", 400, "unreadable"), ("""{"name":"a","name":"b"}""", "application/json", 400, "unreadable"),
            ("a=b", "application/x-www-form-urlencoded", 415, "unreadable"), ("", "application/json", 400, "unreadable"),
        })
        {
            using var content = new StringContent(body, Encoding.UTF8, type);
            using var answer = await browse.Client.PostAsync(Agencies, content);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", body);
            ((int)answer.StatusCode).ShouldBe(status, body);
            ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!).ShouldRefuse(status, name);
        }
        (await browse.Api(HttpMethod.Get, "/api/v1/nothing")).ShouldRefuse(404, "not-found");
        (await browse.Api(HttpMethod.Get, $"{Agencies}/{Guid.NewGuid()}")).ShouldRefuse(404, "not-found");
        (await browse.Api(HttpMethod.Put, $"{Agencies}/{Guid.NewGuid()}", new JsonObject { ["version"] = 0 })).ShouldRefuse(404, "not-found");
        (await browse.Api(HttpMethod.Delete, Agencies)).ShouldRefuse(405, "unreadable");
        foreach (var (query, field) in new[] { ("size=0", "size"), ("size=201", "size"), ("page=x", "page"), ("sort=functions", "sort"), ("kind=clinic", "kind"), ("kid=hospital", "kid"), ("parent=x", "parent"), ("kind=ward&kind=hospital", "kind") })
        {
            (await browse.Api(HttpMethod.Get, $"{Agencies}?{query}")).ShouldRefuse(400, "refused", field);
        }

        using var visitor = new Browse(app);
        (await visitor.Api(HttpMethod.Get, Agencies)).ShouldRefuse(401, "not-signed-in");
        using var auditor = await app.As(await app.Staff("Auditor", null, [], [Role.Auditor]));
        (await auditor.Api(HttpMethod.Get, Agencies)).Status.ShouldBe(200);
        (await auditor.Api(HttpMethod.Post, Agencies, new JsonObject())).ShouldRefuse(403, "not-allowed");
    }

    [Fact]
    public async Task A_key_of_the_regulation_is_spelt_as_it_is_and_a_fixed_field_stays()
    {
        var (app, browse) = await RegisterKit.Started();
        await using var _ = app;
        var added = await browse.Api(HttpMethod.Post, "/api/v1/internal-policies", JsonNode.Parse("""{"title":"Kebijakan Data","key":"data","kind":"policy","author":"ict-agency"}"""));
        added.Status.ShouldBe(201, added.Json.ToJsonString());
        added.Json["author"]!.GetValue<string>().ShouldBe("ict-agency");
        (await browse.Api(HttpMethod.Get, "/api/v1/internal-policies?author=ict-agency")).Json["total"]!.GetValue<int>().ShouldBe(1);
        (await browse.Api(HttpMethod.Put, $"/api/v1/internal-policies/{added.Json["id"]}", JsonNode.Parse("""{"version":0,"key":"lain"}"""))).ShouldRefuse(400, "refused", "key");
        (await browse.Api(HttpMethod.Put, $"/api/v1/internal-policies/{added.Json["id"]}", JsonNode.Parse("""{"version":0,"key":"data","author":null}"""))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Another_agencys_record_cannot_be_changed_nor_one_be_added_to_it()
    {
        var (app, _) = await RegisterKit.Started();
        await using var __ = app;
        var (own, other) = (await app.PutAgency("A", "Dinas Sendiri"), await app.PutAgency("B", "Dinas Lain"));
        using var browse = await app.As(await app.Staff("Operator", own, [], [Role.Operator]));
        var body = new JsonObject { ["name"] = "Titipan", ["agency"] = other.ToString(), ["employment"] = "civil-servant", ["nip"] = "198501012010012001" };
        (await browse.Api(HttpMethod.Post, "/api/v1/people", body.DeepClone())).ShouldRefuse(400, "refused", "agency");
        body["agency"] = own.ToString();
        var added = await browse.Api(HttpMethod.Post, "/api/v1/people", body.DeepClone());
        added.Status.ShouldBe(201, added.Json.ToJsonString());
        added.Json["nip"].ShouldBeNull();
        (await browse.Api(HttpMethod.Post, "/api/v1/people", body)).ShouldRefuse(400, "refused", "nip");

        var person = await app.Put("people", ("name", "Gita"));
        var officer = await app.Put("officials", ("person", person.ToString()), ("kind", "IctOfficer"), ("agency", other.ToString()), ("from", "2026-01-01"));
        (await browse.Api(HttpMethod.Put, $"/api/v1/officials/{officer}", new JsonObject { ["version"] = 0, ["until"] = "2026-12-31" })).ShouldRefuse(403, "not-allowed");
        using var page = await browse.Client.GetAsync($"/kerja/pejabat-spbe/{officer}/ubah");
        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
