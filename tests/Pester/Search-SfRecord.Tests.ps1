BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    # What the scripts of calls have to tell.
    $told = @{}

    $names = 'Marie-Pier', 'El-Guapo Inc', "O'Neil `"Bar`"", 'C:\dir {x} [y]', 'why? not ^ ~ me', 'a+b@x.test & | ! (z)', 'Müller Straße', 'this and that or not'
    $names | ForEach-Object { @{ Name = $_; Phone = '555'; Industry = 'Energy' } } | New-SfRecord Account | Out-Null
    New-SfRecord Contact @{ LastName = 'Guapo'; Email = 'guapo@x.test' } | Out-Null
}

AfterAll { Stop-TestOrg $org }

Describe 'Search-SfRecord' {
    AfterEach { Clear-OrgFault $org }

    It 'finds <_> as it is' -ForEach 'Marie-Pier', 'El-Guapo Inc', "O'Neil `"Bar`"", 'C:\dir {x} [y]', 'why? not ^ ~ me', 'a+b@x.test & | ! (z)', 'Müller Straße', 'this and that or not' {
        (Search-SfRecord 'FIND {:text} IN NAME FIELDS RETURNING Account(Name)' @{ text = $_ }).Name | Should -Be $_
        (Search-SfRecord 'FIND {":text"} RETURNING Account(Name)' @{ text = $_ }).Name | Should -Be $_
        (Search-SfRecord -Text $_.Replace('?', '') -Type Account -Field Name).Name | Should -Be $_
    }

    It 'returns typed records of several objects' {
        $rows = Search-SfRecord 'FIND {guapo} RETURNING Account(Id, Name, CreatedDate), Contact(Id, Name, Owner.Name)'
        $rows.ForEach({ $_.pstypenames[0] }) | Should -Be Salesforce.Account, Salesforce.Contact
        $rows[0].CreatedDate | Should -BeOfType datetimeoffset
        $rows[1].Owner.Name | Should -Not -BeNullOrEmpty
        $rows[0] | Add-Member Phone '556' -Force
        $rows[0] | Set-SfRecord
        (Invoke-SfQuery 'SELECT Phone FROM Account WHERE Id = :id' @{ id = $rows[0].Id }).Phone | Should -Be 556
        (Search-SfRecord 'FIND {guapo}').Id.Count | Should -Be 2
    }

    It 'binds values in conditions as SOQL, and in the braces as text' {
        $sosl = 'FIND {:name* OR nobody} RETURNING Account(Name WHERE Industry IN :list AND Name LIKE :like AND CreatedDate > :since ORDER BY Name LIMIT :n)'
        $values = @{ name = 'Marie-P'; list = 'Energy', "O'x"; like = '%'; since = [datetimeoffset]::Now.AddDays(-1); n = 5 }
        (Search-SfRecord $sosl $values).Name | Should -Be Marie-Pier
        $values.list = 'Banking'
        Search-SfRecord $sosl $values | Should -BeNullOrEmpty
    }

    It 'searches by words, fields and conditions' {
        (Search-SfRecord -Text guap* -Type Account, Contact -Field Name).Name | Should -Be 'El-Guapo Inc', 'Guapo'
        (Search-SfRecord -Text guapo -In Email -Type Contact -Field Email).Email | Should -Be guapo@x.test
        (Search-SfRecord -Text 555 -Type Account -Field Name -Where 'Name LIKE :n' -Parameters @{ n = 'M%' } -OrderBy 'Name DESC' -Limit 1).Name | Should -Be 'Müller Straße'
        ('guapo', 'straße' | Search-SfRecord -Type Account -Field Name).Name | Should -Be 'El-Guapo Inc', 'Müller Straße'
    }

    It 'refuses <What> before it is sent' -ForEach @(
        @{ What = 'a search without text'; Script = { Search-SfRecord 'FIND acme' }; Code = 'MALFORMED_SEARCH' }
        @{ What = 'SOQL'; Script = { Search-SfRecord 'SELECT Id FROM Account' }; Code = 'MALFORMED_SEARCH' }
        @{ What = 'one character'; Script = { Search-SfRecord 'FIND {a}' } }
        @{ What = 'one character as words'; Script = { Search-SfRecord -Text 'a' } }
        @{ What = 'nothing but operators'; Script = { Search-SfRecord 'FIND {AND OR}' } }
        @{ What = 'a wildcard at the start'; Script = { Search-SfRecord 'FIND {acme OR *acme}' } }
        @{ What = 'a wildcard at the start of words'; Script = { Search-SfRecord -Text '?cme' } }
        @{ What = 'text whose operators would be dropped'; Script = { Search-SfRecord 'FIND {:t}' @{ t = 'x' * 4001 } } }
        @{ What = 'text that finds nothing'; Script = { Search-SfRecord 'FIND {:t}' @{ t = 'x' * 10001 } } }
        @{ What = 'a placeholder without value'; Script = { Search-SfRecord 'FIND {:a}' @{ b = 'x' } } }
        @{ What = 'a value without placeholder'; Script = { Search-SfRecord 'FIND {acme}' @{ b = 'x' } } }
        @{ What = 'an empty value'; Script = { Search-SfRecord 'FIND {:a}' @{ a = ' ' } } }
        @{ What = 'null'; Script = { Search-SfRecord 'FIND {:a}' @{ a = $null } } }
        @{ What = 'a list'; Script = { Search-SfRecord 'FIND {:a}' @{ a = 'xx', 'yy' } } }
        @{ What = 'fields without objects'; Script = { Search-SfRecord -Text acme -Field Name } }
        @{ What = 'what is no field'; Script = { Search-SfRecord -Text acme -Type Account -Field 'Name)' } }
    ) {
        $calls = Get-OrgCall $org { $told.Failure = Get-Failure $Script }
        $calls | Should -BeNullOrEmpty
        $told.Failure.FullyQualifiedErrorId | Should -BeLike "$(if ($Code) { $Code } else { 'INVALID_PARAMETER' }),*"
        $told.Failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'gives errors of Salesforce with the search as target' {
        $failure = Get-Failure { Search-SfRecord 'FIND {Marie-Pier}' }
        $failure.FullyQualifiedErrorId | Should -BeLike 'MALFORMED_SEARCH,*'
        $failure.TargetObject | Should -Be 'FIND {Marie-Pier}'
        "$failure" | Should -BeLike "*mismatched character '-'*"
    }

    It 'warns where Salesforce may have cut the result' {
        1..260 | ForEach-Object { @{ LastName = "Many $_" } } | New-SfRecord Contact | Out-Null
        $rows = Search-SfRecord 'FIND {many} RETURNING Contact(Id)' -WarningVariable warned -WarningAction SilentlyContinue
        $rows.Count | Should -Be 250
        $warned.Count | Should -Be 1
        "$warned" | Should -BeLike '250 records of Contact*'
        foreach ($clause in 'WHERE Name != null', 'ORDER BY Name', 'LIMIT 255') {
            $null = Search-SfRecord "FIND {many} RETURNING Contact(Id $clause)" -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -BeNullOrEmpty -Because $clause
        }
        $null = Search-SfRecord -Text many -Type Contact -WarningVariable warned -WarningAction SilentlyContinue
        $warned.Count | Should -Be 1
        $null = Search-SfRecord -Text many -Type Contact -Limit 250 -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeNullOrEmpty
    }

    It 'sends a search that is too long for a URL in a body' {
        $list = 1..600 | ForEach-Object { "Name $_ $('x' * 10)" }
        $calls = Get-OrgCall $org { $told.Rows = Search-SfRecord 'FIND {guapo} RETURNING Account(Name WHERE Name NOT IN :list)' @{ list = $list } }
        $told.Rows.Name | Should -Be 'El-Guapo Inc'
        $calls.path | Should -BeLike '*/composite/batch'
        (Get-Failure { Search-SfRecord 'FIND {guapo} RETURNING Account(Nosuch__c WHERE Name NOT IN :list)' @{ list = $list } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_FIELD,*'
    }
}
